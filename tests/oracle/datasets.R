# The package's own data sets as CSV, and what the package makes of them.
# Usage: Rscript datasets.R export FOLDER    ->  FOLDER/<set>.csv, one row per unit
#        Rscript datasets.R numbers FOLDER   ->  FOLDER/r.csv, a row for each row of FOLDER/asked.csv
# asked.csv: set, variable, code (y is 1 where the variable has it; "" = the number itself), by,
# group, statistic. Where several rows are asked of a set they share its design.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[2]

sets <- function() {
  for (name in c("api", "crowd", "election", "fpc", "hospital", "mu284", "nhanes", "scd", "yrbs"))
    data(list = name, package = "survey", envir = environment())
  api <- function(d) transform(d, meals5 = findInterval(meals, c(20, 40, 60, 80)) + 1,
    imp = as.numeric(comp.imp == "Yes"), target = as.numeric(sch.wide == "Yes"))
  lonely <- nhanes[!(nhanes$SDMVSTRA %in% c(76, 84) & nhanes$SDMVPSU == 2), ]
  list(apisrs = api(apisrs), apistrat = api(apistrat), apiclus1 = api(apiclus1),
    apiclus2 = api(apiclus2), nhanes = nhanes, lonely = lonely[lonely$SDMVSTRA < 90, ],
    hospital = hospital, fpc = fpc, yrbs = yrbs, scd = scd, crowd = crowd,
    mu284 = transform(mu284, weight = n1 / 5 * n2 / 3), election = election_pps)
}

design_of <- function(name, d) {
  weighted <- function(...) svydesign(data = d, nest = TRUE, ...)
  switch(name,
    apisrs = weighted(id = ~1, weights = ~pw, fpc = ~fpc),
    apistrat = weighted(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc),
    apiclus1 = weighted(id = ~dnum, weights = ~pw, fpc = ~fpc),
    apiclus2 = weighted(id = ~dnum, weights = ~pw, fpc = ~fpc1),
    nhanes = weighted(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR),
    lonely = weighted(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR),
    hospital = weighted(id = ~1, strata = ~oblevel, weights = ~weighta, fpc = ~tothosp),
    fpc = weighted(id = ~psuid, strata = ~stratid, weights = ~weight, fpc = ~Nh),
    yrbs = weighted(id = ~psu, strata = ~stratum, weights = ~weight),
    scd = weighted(id = ~ambulance, strata = ~ESA, weights = rep(1, nrow(d))),
    crowd = weighted(id = ~cluster, strata = ~stratum, weights = ~weight),
    mu284 = weighted(id = ~id1, weights = ~weight, fpc = ~n1),
    election = weighted(id = ~1, weights = ~wt))
}

# Where R's "math" rule is at the mercy of rounding (the share is that of a whole number of units),
# or gives the second smallest value although the smallest is enough.
accident <- function(y, w, shares) {
  reached <- cumsum(w[order(y)]) / sum(w)
  any(sapply(shares[!is.nan(shares)], function(p) min(abs(reached - p)) < 1e-9 || p < reached[1]))
}

numbers <- function(design, row) {
  answers <- design$variables[[row$variable]]
  y <- if (row$code == "") as.numeric(answers) else as.numeric(as.character(answers) == row$code)
  groups <- if (row$by == "") rep("", length(y)) else as.character(design$variables[[row$by]])
  inside <- !is.na(y) & !is.na(groups) & groups == row$group
  domain <- update(design, y = y)[inside, ]
  df <- degf(domain)
  n <- sum(inside)
  if (row$statistic == "median") {
    q <- suppressWarnings(svyquantile(~y, domain, 0.5, qrule = "math", interval.type = "mean"))[[1]]
    below <- svymean(~as.numeric(y <= q[1]), domain)
    limits <- if (df > 0) confint(below, df = df) else c(NaN, NaN)
    doubtful <- accident(domain$variables$y, weights(domain), c(0.5, limits))
    return(c(q[c(1, 4, 2, 3)], NA, NA, df, n, NA, NA, doubtful))
  }
  estimator <- if (row$statistic == "total") svytotal else svymean
  found <- suppressWarnings(estimator(~y, domain, deff = TRUE))
  replaced <- suppressWarnings(deff(estimator(~y, domain, deff = "replace")))
  ci <- if (df > 0) confint(found, df = df) else c(NA, NA)
  logit <- c(NA, NA)
  share <- coef(found)
  if (row$statistic == "proportion") {
    known <- df > 0 && share > 1e-9 && share < 1 - 1e-9
    ci <- if (known) suppressWarnings(confint(svyciprop(~y, domain, method = "beta"))) else c(NA, NA)
    logit <- if (known) confint(svyciprop(~y, domain, method = "xlogit")) else c(NA, NA)
  }
  c(share, SE(found), ci[1:2], logit[1:2], df, n, deff(found), replaced, FALSE)
}

if (arguments[1] == "export") {
  all <- sets()
  for (name in names(all)) write.csv(all[[name]], file.path(folder, paste0(name, ".csv")), row.names = FALSE, na = "")
} else {
  asked <- read.csv(file.path(folder, "asked.csv"), colClasses = "character", na.strings = NULL)
  all <- sets()
  designs <- lapply(setNames(nm = unique(asked$set)), function(name) design_of(name, all[[name]]))
  found <- t(sapply(seq_len(nrow(asked)), function(i) numbers(designs[[asked$set[i]]], asked[i, ])))
  colnames(found) <- c("estimate", "se", "ci_low", "ci_high", "logit_low", "logit_high", "df", "n", "deff", "deff_replace", "doubtful")
  write.csv(apply(found, 2, function(x) sprintf("%.17g", x)), file.path(folder, "r.csv"), row.names = FALSE, quote = FALSE)
}
cat("survey", as.character(packageVersion("survey")), "R", paste(R.version$major, R.version$minor, sep = "."), "\n")

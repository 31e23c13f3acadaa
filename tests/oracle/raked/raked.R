# Raked weights and standard errors of R's survey package, as calibrate(calfun = "raking") has them.
# Usage: Rscript raked.R data KIND FOLDER     -> schools.csv and the margins, all a load needs
#        Rscript raked.R numbers KIND FOLDER  -> weights.csv, r.csv for the rows of
#   asked.csv, chisq.csv for those of pairs.csv
# KIND: strata (with fpc), uneven (uneven weights, a stratum with a single school, no fpc),
#       clusters (districts, with fpc), trimmed (as uneven; the weights are those in ours.csv)
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
arguments <- commandArgs(trailingOnly = TRUE)
step <- arguments[1]
kind <- arguments[2]
folder <- arguments[3]
data(api)
schools <- if (kind == "clusters") apiclus1 else apistrat
schools$stratum <- if (kind == "clusters") "all" else as.character(schools$stype)
schools$half <- ifelse(as.numeric(schools$cds) %% 2 == 0, "a", "b")
if (kind %in% c("uneven", "trimmed")) {
  set.seed(20260704)
  schools$pw <- schools$pw * exp(rnorm(nrow(schools), sd = 0.8))
  schools$stratum[7] <- "alone"
}
margins <- list(school = "stype", awards = "awards", wide = "sch.wide")
if (step == "data") {
  write.csv(schools, file.path(folder, "schools.csv"), row.names = FALSE, na = "")
  for (name in names(margins)) {
    counts <- table(apipop[[margins[[name]]]])
    write.csv(data.frame(category = names(counts), count = as.vector(counts)),
      file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
  }
  quit()
}
design <- switch(kind,
  strata = svydesign(id = ~1, strata = ~stratum, weights = ~pw, fpc = ~fpc, data = schools),
  clusters = svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = schools),
  svydesign(id = ~1, strata = ~stratum, weights = ~pw, data = schools))
formula <- ~ stype + awards + sch.wide
totals <- colSums(model.matrix(formula, apipop))
if (kind == "trimmed") {
  # R trims in another way; given the weights, its standard errors are those of any calibration
  final <- read.csv(file.path(folder, "ours.csv"))$weight
  d <- weights(design)
  cal <- list(qr = qr(model.matrix(formula, schools) * sqrt(d)), w = final / sqrt(d), stage = 0, index = NULL)
  class(cal) <- c("greg_calibration", "gen_raking")
  design$prob <- 1 / final
  design$postStrata <- list(cal)
} else {
  design <- calibrate(design, formula, totals, calfun = "raking", epsilon = 1e-13, maxit = 100)
}
number <- function(x) sprintf("%.17g", x)
write.csv(data.frame(weight = number(weights(design))), file.path(folder, "weights.csv"), row.names = FALSE, quote = FALSE)
asked <- read.csv(file.path(folder, "asked.csv"), na.strings = NULL, colClasses = "character")
columns <- c(school = "stype", awards = "awards", wide_met = "sch.wide", half = "half")
answer <- function(row) switch(paste0(row$question, ".", row$item),
  api00. = schools$api00, enroll. = schools$enroll, avg_ed. = schools$avg.ed,
  both. = as.numeric(schools$both == row$option),
  targets.improvement = as.numeric(schools$comp.imp == "Yes"), targets.wide = as.numeric(schools$sch.wide == "Yes"))
found <- t(sapply(seq_len(nrow(asked)), function(i) {
  row <- asked[i, ]
  y <- answer(row)
  inside <- !is.na(y)
  for (cut in names(columns)) if (row[[cut]] != "") inside <- inside & schools[[columns[[cut]]]] == row[[cut]]
  y[!inside] <- 0  # R multiplies it by a weight of 0, which an NA would survive
  domain <- update(design, y = y)[inside, ]
  found <- if (row$statistic == "total") svytotal(~y, domain) else svymean(~y, domain)
  c(coef(found), SE(found))
}))
colnames(found) <- c("estimate", "se")
write.csv(apply(found, 2, number), file.path(folder, "r.csv"), row.names = FALSE, quote = FALSE)
pairs <- read.csv(file.path(folder, "pairs.csv"), na.strings = NULL, colClasses = "character")
of <- c(both = "both", targets.improvement = "comp.imp", targets.wide = "sch.wide", columns)
tests <- t(sapply(seq_len(nrow(pairs)), function(i) {
  two <- update(design, a = factor(schools[[of[[pairs$first[i]]]]]), b = factor(schools[[of[[pairs$second[i]]]]]))
  test <- svychisq(~a + b, two, statistic = "F")
  c(as.numeric(test$statistic), as.numeric(test$parameter[1]))
}))
colnames(tests) <- c("f", "df_1")
write.csv(apply(tests, 2, number), file.path(folder, "chisq.csv"), row.names = FALSE, quote = FALSE)

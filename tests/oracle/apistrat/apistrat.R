# Reference numbers from R's survey package on its data set apistrat.
# Usage: Rscript apistrat.R OUTPUT_DIR  ->  apistrat.csv (the data) and expected.csv (the numbers)
suppressPackageStartupMessages(library(survey))
out <- commandArgs(trailingOnly = TRUE)[1]
data(api)
write.csv(apistrat, file.path(out, "apistrat.csv"), row.names = FALSE, na = "")
design <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat)
rows <- list()
keep <- function(target, by, code, option, estimate, se, low, high, df) {
  rows[[length(rows) + 1]] <<- data.frame(target, by, code, option,
    estimate = as.numeric(estimate), se = as.numeric(se), low = as.numeric(low),
    high = as.numeric(high), df = as.numeric(df))
}
mean_of <- function(target, formula, d, by = "", code = "") {
  m <- svymean(formula, d, na.rm = TRUE)
  answered <- subset(d, !is.na(model.frame(formula, d$variables, na.action = na.pass)[[1]]))
  df <- degf(answered)
  ci <- confint(m, df = df)
  keep(target, by, code, "", coef(m), SE(m), ci[1], ci[2], df)
}
share_of <- function(method, d, by = "", code = "") {
  s <- svyciprop(~I(sch.wide == "Yes"), d, method = method)
  keep(paste0("wide:", method), by, code, "Yes", coef(s), SE(s), confint(s)[1], confint(s)[2], degf(d))
}
variables <- list(api00 = ~api00, enroll = ~enroll, avg_ed = ~avg.ed)
cuts <- list(school = "stype", awards = "awards")
for (target in names(variables)) {
  mean_of(target, variables[[target]], design)
  for (by in names(cuts)) for (code in levels(apistrat[[cuts[[by]]]])) {
    d <- design[design$variables[[cuts[[by]]]] == code, ]
    mean_of(target, variables[[target]], d, by, code)
  }
}
for (method in c("beta", "logit")) {
  share_of(method, design)
  for (by in names(cuts)) for (code in levels(apistrat[[cuts[[by]]]])) {
    share_of(method, design[design$variables[[cuts[[by]]]] == code, ], by, code)
  }
}
expected <- do.call(rbind, rows)
for (column in c("estimate", "se", "low", "high")) {
  expected[[column]] <- sprintf("%.17g", expected[[column]])
}
write.csv(expected, file.path(out, "expected.csv"), row.names = FALSE, quote = FALSE)
cat("survey", as.character(packageVersion("survey")), "R", paste(R.version$major, R.version$minor, sep = "."), "\n")

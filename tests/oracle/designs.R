# Means, shares and intervals of one made-up sample under one design, for the domains in asked.csv.
# Usage: Rscript designs.R FOLDER DESIGN  ->  FOLDER/r.csv    (DESIGN: strata, fpc, cluster, clusterfpc, none)
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
kind <- arguments[2]
text <- c(plan = "character", size = "character", council = "character")
firms <- read.csv(file.path(folder, "firms.csv"), na.strings = "", colClasses = text, check.names = FALSE)
asked <- read.csv(file.path(folder, "asked.csv"), na.strings = NULL, colClasses = "character")
ids <- if (grepl("cluster", kind)) ~psu else ~1
fpc <- if (grepl("fpc", kind)) ~population else NULL
design <- if (kind == "none") svydesign(id = ids, weights = ~weight, data = firms) else
  svydesign(id = ids, strata = ~stratum, weights = ~weight, fpc = fpc, data = firms, nest = TRUE)
answer <- function(row) switch(row$question,
  plan = ifelse(is.na(firms$plan), NA, as.numeric(firms$plan %in% strsplit(row$option, "|", fixed = TRUE)[[1]])),
  ticks = firms[[paste0("ticks.", row$item)]], amount = firms$amount, fit = firms$fit)
numbers <- t(sapply(seq_len(nrow(asked)), function(i) {
  row <- asked[i, ]
  y <- answer(row)
  inside <- !is.na(y)
  for (cut in c("size", "council")) if (row[[cut]] != "") inside <- inside & !is.na(firms[[cut]]) & firms[[cut]] == row[[cut]]
  domain <- update(design, y = y)[inside, ]
  mean <- svymean(~y, domain, deff = "replace")
  df <- degf(domain)
  share <- row$statistic == "proportion"
  certain <- share && (coef(mean) < 1e-9 || coef(mean) > 1 - 1e-9)
  ci <- if (df <= 0 || certain) c(NA, NA) else
    if (share) suppressWarnings(confint(svyciprop(~y, domain, method = "beta"))) else confint(mean, df = df)
  c(coef(mean), SE(mean), ci[1], ci[2], df, sum(inside), sum(inside) / deff(mean))
}))
colnames(numbers) <- c("estimate", "se", "ci_low", "ci_high", "df", "n", "n_eff")
write.csv(apply(numbers, 2, function(x) sprintf("%.17g", x)), file.path(folder, "r.csv"), row.names = FALSE, quote = FALSE)

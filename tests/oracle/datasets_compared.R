# Group against the rest (svyttest, svycontrast) and Rao and Scott's test on the package's own data sets.
# Usage: Rscript datasets_compared.R FOLDER  ->  FOLDER/compared.csv, a row for each of FOLDER/compare.csv
# compare.csv: set and its design columns (weight, stratum, cluster, population; "" = none), variable,
# code (y is 1 where the variable has it; "" = the number itself), by, group ("" = Rao and Scott's test).
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
folder <- commandArgs(trailingOnly = TRUE)[1]
asked <- read.csv(file.path(folder, "compare.csv"), colClasses = "character", na.strings = NULL)

design_of <- function(row) {
  data <- read.csv(file.path(folder, paste0(row$set, ".csv")), na.strings = "", check.names = FALSE)
  formula <- function(name) if (name == "") NULL else reformulate(paste0("`", name, "`"))
  svydesign(id = if (row$cluster == "") ~1 else formula(row$cluster), strata = formula(row$stratum),
    weights = if (row$weight == "") rep(1, nrow(data)) else formula(row$weight), fpc = formula(row$population),
    data = data, nest = TRUE)
}
designs <- lapply(setNames(nm = unique(asked$set)), function(name) design_of(asked[asked$set == name, ][1, ]))

numbers <- t(sapply(seq_len(nrow(asked)), function(i) {
  row <- asked[i, ]
  design <- designs[[row$set]]
  answers <- design$variables[[row$variable]]
  cut <- as.character(design$variables[[row$by]])
  if (row$group == "") {
    base <- update(design, a = factor(answers), b = factor(cut))[!is.na(answers) & !is.na(cut), ]
    test <- svychisq(~a + b, base, statistic = "F")
    return(c(test$statistic, test$parameter, test$p.value, nrow(base), NA))
  }
  y <- if (row$code == "") as.numeric(answers) else as.numeric(as.character(answers) == row$code)
  base <- update(design, y = y, g = as.numeric(cut == row$group))[!is.na(y) & !is.na(cut), ]
  means <- svyby(~y, ~g, base, svymean, covmat = TRUE)
  difference <- svycontrast(means, c(-1, 1))
  df <- degf(base)
  t <- as.numeric(coef(difference) / SE(difference))
  ttest <- if (df > 1) svyttest(y ~ g, base)$statistic else NA
  c(coef(difference), SE(difference), df, 2 * pt(-abs(t), df), nrow(base), ttest)
}))
colnames(numbers) <- c("a", "b", "c", "p", "n", "ttest")
write.csv(apply(numbers, 2, function(x) sprintf("%.17g", x)), file.path(folder, "compared.csv"), row.names = FALSE, quote = FALSE)

# svyby of the ICT survey: a design of the 506 respondents, missing answers removed in estimation.
# Usage: Rscript ict.R ICT_CSV OUTPUT_CSV
suppressPackageStartupMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
firms <- read.csv(arguments[1], na.strings = "", colClasses = c(resp = "character", big_data = "character"))
firms <- firms[firms$resp == "TRUE", ]
firms$y <- ifelse(is.na(firms$big_data), NA, as.numeric(firms$big_data == "TRUE"))
design <- svydesign(ids = ~1, strata = ~strata, weights = ~w_nrc, data = firms)
table <- svyby(~y, ~division, design, svymean, na.rm = TRUE)
write.csv(data.frame(division = table$division, estimate = sprintf("%.17g", table$y),
  se = sprintf("%.17g", table$se), respondents = nrow(firms), answered = sum(!is.na(firms$y))),
  arguments[2], row.names = FALSE, quote = FALSE)

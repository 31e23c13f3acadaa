# svyby of the demo survey's published responses: one table per row of asked.csv.
# Usage: Rscript kmu.R FOLDER    (responses.csv, asked.csv: variable, code, by, fun)  ->  FOLDER/r.csv
# code: y is 1 where the variable has it; "" = the number itself. by: one or two columns.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
folder <- commandArgs(trailingOnly = TRUE)[1]
firms <- read.csv(file.path(folder, "responses.csv"), na.strings = "", check.names = FALSE, colClasses = c(stratum = "character"))
asked <- read.csv(file.path(folder, "asked.csv"), na.strings = NULL, colClasses = "character")
design <- svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = firms)
tables <- lapply(seq_len(nrow(asked)), function(i) {
  row <- asked[i, ]
  answer <- firms[[row$variable]]
  y <- if (row$code == "") as.numeric(answer) else as.numeric(as.character(answer) == row$code)
  named <- update(design, y = y)
  cuts <- strsplit(row$by, ",")[[1]]
  found <- svyby(~y, as.formula(paste("~", paste0("`", cuts, "`", collapse = "+"))), named, get(row$fun), na.rm = TRUE, deff = TRUE)
  data.frame(row, first = as.character(found[[1]]), second = if (length(cuts) == 2) as.character(found[[2]]) else "",
    estimate = sprintf("%.17g", found$y), se = sprintf("%.17g", SE(found)), deff = sprintf("%.17g", deff(found)))
})
write.csv(do.call(rbind, tables), file.path(folder, "r.csv"), row.names = FALSE)

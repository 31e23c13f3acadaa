# Shares of each option by sector x size with Korn-Graubard intervals, as R's survey package has
# them. Argument: a folder with sample.csv; writes r.csv and prints the seconds of the query alone.
suppressPackageStartupMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
firms <- read.csv(file.path(folder, "sample.csv"), colClasses = c(answer = "character"))
design <- svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = firms)
answered <- subset(design, !is.na(answer) & answer != "" & !is.na(sector) & !is.na(size))
options <- sort(unique(firms$answer[!is.na(firms$answer) & firms$answer != ""]))
begin <- proc.time()[["elapsed"]]
found <- lapply(options, function(option) {
  asked <- update(answered, hit = as.numeric(answer == option))
  shares <- svyby(~hit, ~ sector + size, asked, svyciprop, vartype = c("se", "ci"),
                  method = "beta", keep.names = FALSE)
  data.frame(sector = shares$sector, size = shares$size, option = option,
             estimate = shares$hit, se = as.vector(SE(shares)),
             ci_low = shares$ci_l, ci_high = shares$ci_u)
})
seconds <- proc.time()[["elapsed"]] - begin
write.csv(do.call(rbind, found), file.path(folder, "r.csv"), row.names = FALSE)
cat(seconds, "\n")

# Rao and Scott's test of two questions, the trend over waves, the difference of two items.
# Usage: Rscript related.R FOLDER DESIGN  ->  FOLDER/chisq.csv, FOLDER/trend.csv, FOLDER/items_r.csv
#   DESIGN: strata, fpc, cluster, none; with "panel" the firm is the PSU of all waves together
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
kind <- arguments[2]
text <- c(id = "character", wave = "character", stratum = "character", plan = "character",
  size = "character", council = "character", late = "character", fit.level = "character")
firms <- read.csv(file.path(folder, "firms.csv"), na.strings = "", colClasses = text, check.names = FALSE)
firms$stratum[is.na(firms$stratum)] <- ""
firms$here <- paste(firms$wave, firms$stratum)
firms$unit <- if (grepl("cluster", kind)) paste(firms$stratum, firms$psu) else firms$id
firms <- firms[order(firms$wave), ]
keep <- function(table, name) {
  for (column in names(table)) if (is.numeric(table[[column]])) table[[column]] <- sprintf("%.17g", table[[column]])
  write.csv(table, file.path(folder, name), row.names = FALSE, quote = FALSE)
}
one_wave <- function(wave) {
  rows <- firms[firms$wave == wave, ]
  ids <- if (grepl("cluster", kind)) ~unit else ~1
  fpc <- if (grepl("fpc", kind)) ~population else NULL
  svydesign(ids = ids, strata = ~here, weights = ~weight, fpc = fpc, data = rows, nest = TRUE)
}

pairs <- read.csv(file.path(folder, "pairs.csv"), colClasses = "character")
keep(do.call(rbind, lapply(seq_len(nrow(pairs)), function(i) {
  design <- one_wave(pairs$wave[i])
  design <- update(design, a = factor(design$variables[[pairs$first[i]]]), b = factor(design$variables[[pairs$second[i]]]))
  base <- subset(design, !is.na(a) & !is.na(b))
  test <- svychisq(~a + b, base, statistic = "F")
  data.frame(f = as.numeric(test$statistic), df_1 = as.numeric(test$parameter[1]),
    df_2 = as.numeric(test$parameter[2]), p = as.numeric(test$p.value), n = nrow(base))
})), "chisq.csv")

stacked <- firms
if (grepl("panel", kind)) {
  taken <- tapply(stacked$wave, stacked$unit, function(w) paste(sort(unique(w)), collapse = "+"))
  first <- stacked[!duplicated(stacked$unit), ]
  stacked$stack <- paste(taken[stacked$unit], setNames(first$stratum, first$unit)[stacked$unit])
  stack <- svydesign(ids = ~unit, strata = ~stack, weights = ~weight, data = stacked)
} else {
  stack <- svydesign(ids = if (grepl("cluster", kind)) ~unit else ~1, strata = ~here, weights = ~weight,
    fpc = if (grepl("fpc", kind)) ~population else NULL, data = stacked, nest = TRUE)
}
times <- as.numeric(read.csv(file.path(folder, "times.csv"))$time)
lines <- read.csv(file.path(folder, "lines.csv"), colClasses = "character")
keep(do.call(rbind, lapply(seq_len(nrow(lines)), function(i) {
  y <- stack$variables[[lines$question[i]]]
  y <- if (lines$option[i] == "-") as.numeric(y) else ifelse(is.na(y), NA, as.numeric(y == lines$option[i]))
  inside <- !is.na(y)
  if (lines$group[i] != "-") inside <- inside & stack$variables$size %in% lines$group[i]
  base <- subset(update(stack, y = y), inside)
  by <- svyby(~y, ~wave, base, svymean, covmat = TRUE)
  slope <- svycontrast(by, (times - mean(times)) / sum((times - mean(times))^2))
  df <- degf(base)
  t <- as.numeric(coef(slope) / SE(slope))
  data.frame(estimate = as.numeric(coef(slope)), se = as.numeric(SE(slope)), df = df, t = t,
    p = 2 * pt(-abs(t), df), n = sum(inside))
})), "trend.csv")

items <- read.csv(file.path(folder, "items.csv"), colClasses = "character")
keep(do.call(rbind, lapply(seq_len(nrow(items)), function(i) {
  design <- one_wave(items$wave[i])
  inside <- items$group[i] == "-" | design$variables$size %in% items$group[i]
  y1 <- design$variables[[items$first[i]]]
  y2 <- design$variables[[items$second[i]]]
  design <- update(design, z1 = ifelse(is.na(y1) | !inside, 0, y1), z2 = ifelse(is.na(y2) | !inside, 0, y2),
    a1 = as.numeric(!is.na(y1) & inside), a2 = as.numeric(!is.na(y2) & inside))
  difference <- svycontrast(svyratio(~z1 + z2, ~a1 + a2, design, covmat = TRUE), c("z1/a1" = 1, "z2/a2" = -1))
  data.frame(estimate = as.numeric(coef(difference)), se = as.numeric(SE(difference)),
    df = degf(subset(design, a1 == 1 | a2 == 1)))
})), "items_r.csv")

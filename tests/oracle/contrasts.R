# Differences of means and shares of two domains, within a wave and between waves, for asked.csv.
# Usage: Rscript contrasts.R FOLDER DESIGN  ->  FOLDER/r.csv
#   DESIGN: strata, fpc, cluster, none; with "panel" the firm is the PSU of all waves together
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
kind <- arguments[2]
asked <- read.csv(file.path(folder, "asked.csv"), na.strings = NULL, colClasses = "character")
text <- c(id = "character", wave = "character", stratum = "character", plan = "character",
  size = "character", council = "character")
firms <- read.csv(file.path(folder, "firms.csv"), na.strings = "", colClasses = text, check.names = FALSE)
firms$stratum[is.na(firms$stratum)] <- ""
firms$here <- paste(firms$wave, firms$stratum)
firms$unit <- if (grepl("cluster", kind)) paste(firms$stratum, firms$psu) else firms$id
fraction <- function(rows) {  # of each row's stratum in its wave
  n_h <- tapply(rows$unit, rows$here, function(u) length(unique(u)))
  n_h[rows$here] / rows$population
}
if (grepl("fpc", kind)) firms$fraction <- as.numeric(fraction(firms))
design_of <- function(waves) {
  rows <- firms[firms$wave %in% waves, ]
  fpc <- if (grepl("fpc", kind)) ~fraction else NULL
  rows <- rows[order(rows$wave), ]
  if (length(waves) > 1 && grepl("panel", kind)) {
    taken <- tapply(rows$wave, rows$unit, function(w) paste(sort(unique(w)), collapse = "+"))
    first <- rows[!duplicated(rows$unit), ]
    rows$stack <- paste(taken[rows$unit], setNames(first$stratum, first$unit)[rows$unit])
    if (!is.null(fpc)) rows$fraction <- setNames(first$fraction, first$unit)[rows$unit]
    return(svydesign(ids = ~unit, strata = ~stack, weights = ~weight, fpc = fpc, data = rows))
  }
  ids <- if (grepl("cluster", kind)) ~unit else ~1
  svydesign(ids = ids, strata = ~here, weights = ~weight, fpc = fpc, data = rows, nest = TRUE)
}
designs <- list()
answer <- function(rows, asked) {
  y <- rows[[if (asked$item == "") asked$question else paste0(asked$question, ".", asked$item)]]
  if (asked$option == "") return(y)
  ifelse(is.na(y), NA, as.numeric(as.character(y) %in% strsplit(asked$option, "|", fixed = TRUE)[[1]]))
}
side <- function(rows, wave, cut, codes, y) {
  inside <- rows$wave == wave & !is.na(y)
  if (cut != "") {
    # a bar at the end stands for firms without a code
    unknown <- endsWith(codes, "|") & (is.na(rows[[cut]]) | rows[[cut]] == "")
    inside <- inside & (rows[[cut]] %in% strsplit(codes, "|", fixed = TRUE)[[1]] | unknown)
  }
  inside
}
numbers <- t(sapply(seq_len(nrow(asked)), function(i) {
  row <- asked[i, ]
  waves <- sort(unique(c(row$wave, row$against_wave)))
  key <- paste(waves, collapse = "+")
  if (is.null(designs[[key]])) designs[[key]] <<- design_of(waves)
  design <- designs[[key]]
  y <- answer(design$variables, row)
  a <- side(design$variables, row$wave, row$dimension, row$group_codes, y)
  b <- side(design$variables, row$against_wave, row$dimension, row$against_codes, y)
  y[is.na(y)] <- 0
  design <- update(design, a = as.numeric(a), b = as.numeric(b), ya = y * a, yb = y * b)
  ratios <- svyratio(~ya + yb, ~a + b, design, covmat = TRUE)
  difference <- svycontrast(ratios, setNames(c(1, -1), c("ya/a", "yb/b")))
  union <- subset(update(design, y = y), a | b)
  df <- degf(union)
  se <- as.numeric(SE(difference))
  ci <- confint(difference, df = df)
  t <- as.numeric(coef(difference)) / se
  ttest <- if (any(a & b)) NA else svyttest(y ~ a, union)$statistic
  c(coef(difference), se, ci[1], ci[2], t, df, 2 * pt(-abs(t), df), ttest)
}))
colnames(numbers) <- c("estimate", "se", "ci_low", "ci_high", "t", "df", "p", "ttest")
write.csv(apply(numbers, 2, function(x) sprintf("%.17g", x)), file.path(folder, "r.csv"), row.names = FALSE, quote = FALSE)

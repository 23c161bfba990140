# CPU seconds that R's surveillance needs for so many EARS points or Farrington Flexible fits: Rscript surveillance.R ears|farrington N
suppressMessages(library(surveillance))
arguments <- commandArgs(trailingOnly = TRUE)
n <- as.integer(arguments[2])
set.seed(1)
if (arguments[1] == "ears") {
    counts <- matrix(rpois(365 * n, 2), ncol = n)
    series <- sts(counts, frequency = 365)
    used <- system.time(earsC(series, control = list(method = "C2", baseline = 7)))
} else {
    counts <- matrix(rnbinom(320 * n, mu = 6, size = 4), ncol = n)
    series <- sts(counts, frequency = 52)
    control <- list(range = 320, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, thresholdMethod = "nbPlugin",
        alpha = 0.01, trend = TRUE, pThresholdTrend = 1, reweight = TRUE, weightsThreshold = 2.58, glmWarnings = FALSE)
    used <- system.time(farringtonFlexible(series, control = control))
}
cat(used[["user.self"]] + used[["sys.self"]], used[["elapsed"]], "\n")

# SPDX-License-Identifier: Apache-2.0
# The random conversations of the metrics' property test, here sent through a store.
list(APPEND sources metrics/property/random_history.cc metrics/property/minute_strip.cc)

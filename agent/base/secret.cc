// SPDX-License-Identifier: Apache-2.0
#include "agent/base/secret.h"

#include <openssl/crypto.h>

namespace rigong {
namespace {

// The whole capacity, since a longer value may have stood there before.
void wipe(std::string& value) {
  value.resize(value.capacity());
  OPENSSL_cleanse(value.data(), value.size());
  value.clear();
}

}  // namespace

Secret& Secret::operator=(const Secret& other) {
  if (this != &other) {
    wipe(value_);
    value_ = other.value_;
  }
  return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe(value_);
    value_ = std::move(other.value_);
    wipe(other.value_);
  }
  return *this;
}

Secret::~Secret() { wipe(value_); }

}  // namespace rigong

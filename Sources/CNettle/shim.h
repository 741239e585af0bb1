// libnettle for Swift: SHA-256 (uses the processor's SHA instructions where there are some).
#pragma once
#include <nettle/sha2.h>

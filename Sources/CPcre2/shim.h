// libpcre2-8 for Swift: regular expressions with a limit on the steps that a match may take.
#pragma once
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

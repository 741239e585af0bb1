// TOML text to a tree with positions, behind a C interface (toml++ does the parsing).
#pragma once

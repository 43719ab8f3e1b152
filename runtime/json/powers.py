#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints powers.c: the powers of ten, rounded down to 128 significant bits.

    python3 runtime/json/powers.py > runtime/json/powers.c

Not run by the build. Change the range here and in powers.h together.
"""

LEAST, MOST = -342, 324


def significand(k):
    """floor(10^k / 2^(x - 127)) where 2^x is the largest power of two that is not above 10^k."""
    if k >= 0:
        power = 10 ** k
        extra = power.bit_length() - 128
        return power >> extra if extra > 0 else power << -extra
    divisor = 10 ** -k
    # 2^(length - 1) <= divisor < 2^length, and the quotient of 2^(length + 127) has 128 bits.
    return (1 << divisor.bit_length() + 127) // divisor


def main():
    print("/* SPDX-License-Identifier: MIT */")
    print("/*")
    print(" * Written by powers.py; not to be edited. Ten to the powers of %d to %d, see powers.h." % (LEAST, MOST))
    print(" */")
    print('#include "config.h"')
    print()
    print('#include "powers.h"')
    print()
    print("const struct power powers_ten[POWERS_MOST - POWERS_LEAST + 1] = {")
    for k in range(LEAST, MOST + 1):
        value = significand(k)
        assert value.bit_length() == 128
        print("    {0x%016x, 0x%016x}, /* %d */" % (value >> 64, value & (1 << 64) - 1, k))
    print("};")


main()

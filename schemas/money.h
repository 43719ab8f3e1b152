/* SPDX-License-Identifier: MIT */
/* A type of the user's, for `extern typedef Money` of zoo.swage: "12.50 EUR". */
#ifndef SCHEMAS_MONEY_H
#define SCHEMAS_MONEY_H

struct money {
    long long cents;
    char currency[4];
};

#endif

/* SPDX-License-Identifier: MIT */
/* `swage validate` as a third reader of what agree.h tries: the same faults in the same order at the same places, and
   the same value. It asks no functions of the user's, so texts that these refuse are left out. */
#ifndef TESTS_GENERATED_OPINION_H
#define TESTS_GENERATED_OPINION_H

/* Reads the schema and makes it the third reader; where the test's folder of schemas is, imports are found. */
void opinion_open(const char *schema);
void opinion_close(void);

#endif

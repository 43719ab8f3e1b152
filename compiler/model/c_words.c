/* SPDX-License-Identifier: MIT */
/* Sorted tables, searched by halving. A schema's names meet a name in here rarely, but then the generated C would not
   compile or would mean something else, so the tables are meant to be complete; families that only differ in an
   ending stand in `library_prefixes`. */
#include "config.h"

#include "model/c_words.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof *(ARRAY))

/* clang-format off */
static const char *const taken_words[] = {
    "alignas", "alignof", "alloca", "and", "and_eq", "asm", "assert", "auto", "basename", "bitand", "bitor", "bool",
    "break", "case", "catch", "char", "char16_t", "char32_t", "char8_t", "class", "clrbit", "co_await", "co_return",
    "co_yield", "compl", "complex", "concept", "const", "const_cast", "consteval", "constexpr", "constinit",
    "continue", "d_fileno", "decltype", "default", "delete", "direct", "do", "double", "dynamic_cast", "else", "enum",
    "errno", "explicit", "export", "extern", "false", "float", "for", "fpclassify", "friend", "goto", "h_addr",
    "h_errno", "howmany", "htonl", "htons", "i386", "if", "ifa_broadaddr", "ifa_dstaddr", "imaginary", "inline",
    "int", "int16_t", "int32_t", "int64_t", "int8_t", "isascii", "isclr", "isfinite", "isgreater", "isgreaterequal",
    "isinf", "isless", "islessequal", "islessgreater", "isnan", "isnormal", "isset", "isunordered", "linux", "long",
    "major", "makedev", "math_errhandling", "minor", "msg_cbytes", "mutable", "namespace", "new", "noexcept",
    "noreturn", "not", "not_eq", "ntohl", "ntohs", "nullptr", "offsetof", "operator", "or", "or_eq", "powerof2",
    "private", "protected", "public", "register", "reinterpret_cast", "requires", "restrict", "return", "roundup",
    "s6_addr", "sa_handler", "sa_sigaction", "sched_priority", "setbit", "setjmp", "short", "si_addr", "si_band",
    "si_fd", "si_int", "si_overrun", "si_pid", "si_ptr", "si_status", "si_stime", "si_timerid", "si_uid", "si_utime",
    "si_value", "sigev_notify_attributes", "sigev_notify_function", "sigmask", "signbit", "signed", "sigsetjmp",
    "size_t", "sizeof", "st_atime", "st_ctime", "st_mtime", "static", "static_assert", "static_cast", "stderr",
    "stdin", "stdout", "strdupa", "strndupa", "struct", "switch", "template", "this", "thread_local", "throw",
    "timeradd", "timerclear", "timercmp", "timerisset", "timersub", "toascii", "true", "try", "typedef", "typeid",
    "typename", "typeof", "typeof_unqual", "uint16_t", "uint32_t", "uint64_t", "uint8_t", "union", "unix", "unsigned",
    "using", "va_arg", "va_copy", "va_end", "va_start", "virtual", "void", "volatile", "wchar_t", "while", "xor",
    "xor_eq",
};

static const char *const header_stems[] = {
    "aio", "alloca", "assert", "byteswap", "complex", "cpio", "ctype", "dirent", "dlfcn", "endian", "err", "errno",
    "error", "evdns", "event", "evhttp", "evrpc", "evutil", "fcntl", "features", "fenv", "float", "fmtmsg", "fnmatch",
    "ftw", "glob", "grp", "iconv", "inttypes", "iso646", "langinfo", "libgen", "limits", "link", "locale", "malloc",
    "math", "memory", "monetary", "mqueue", "ndbm", "netdb", "nl_types", "paths", "poll", "pthread", "pwd", "regex",
    "resolv", "sched", "search", "semaphore", "setjmp", "signal", "spawn", "stab", "stdalign", "stdarg", "stdatomic",
    "stdbit", "stdbool", "stdckdint", "stddef", "stdint", "stdio", "stdlib", "stdnoreturn", "string", "strings",
    "stropts", "syslog", "tar", "termios", "tgmath", "threads", "time", "trace", "uchar", "ulimit", "unistd", "utime",
    "utmp", "utmpx", "wait", "wchar", "wctype", "wordexp",
};

static const char *const iso_names[] = {
    "CHAR_BIT", "CHAR_MAX", "CHAR_MIN", "CLOCKS_PER_SEC", "DBL_DECIMAL_DIG", "DBL_DIG", "DBL_EPSILON",
    "DBL_HAS_SUBNORM", "DBL_MANT_DIG", "DBL_MAX", "DBL_MAX_10_EXP", "DBL_MAX_EXP", "DBL_MIN", "DBL_MIN_10_EXP",
    "DBL_MIN_EXP", "DBL_TRUE_MIN", "DECIMAL_DIG", "EXIT_FAILURE", "EXIT_SUCCESS", "FE_ALL_EXCEPT", "FE_DFL_ENV",
    "FE_DIVBYZERO", "FE_DOWNWARD", "FE_INEXACT", "FE_INVALID", "FE_OVERFLOW", "FE_TONEAREST", "FE_TOWARDZERO",
    "FE_UNDERFLOW", "FE_UPWARD", "FILENAME_MAX", "FLT_DECIMAL_DIG", "FLT_DIG", "FLT_EPSILON", "FLT_EVAL_METHOD",
    "FLT_HAS_SUBNORM", "FLT_MANT_DIG", "FLT_MAX", "FLT_MAX_10_EXP", "FLT_MAX_EXP", "FLT_MIN", "FLT_MIN_10_EXP",
    "FLT_MIN_EXP", "FLT_RADIX", "FLT_ROUNDS", "FLT_TRUE_MIN", "FOPEN_MAX", "FP_ILOGB0", "FP_ILOGBNAN", "FP_INFINITE",
    "FP_NAN", "FP_NORMAL", "FP_SUBNORMAL", "FP_ZERO", "HUGE_VAL", "HUGE_VALF", "HUGE_VALL", "INT16_C", "INT16_MAX",
    "INT16_MIN", "INT32_C", "INT32_MAX", "INT32_MIN", "INT64_C", "INT64_MAX", "INT64_MIN", "INT8_C", "INT8_MAX",
    "INT8_MIN", "INTMAX_C", "INTMAX_MAX", "INTMAX_MIN", "INTPTR_MAX", "INTPTR_MIN", "INT_FAST16_MAX",
    "INT_FAST16_MIN", "INT_FAST32_MAX", "INT_FAST32_MIN", "INT_FAST64_MAX", "INT_FAST64_MIN", "INT_FAST8_MAX",
    "INT_FAST8_MIN", "INT_LEAST16_MAX", "INT_LEAST16_MIN", "INT_LEAST32_MAX", "INT_LEAST32_MIN", "INT_LEAST64_MAX",
    "INT_LEAST64_MIN", "INT_LEAST8_MAX", "INT_LEAST8_MIN", "INT_MAX", "INT_MIN", "LC_ADDRESS", "LC_ALL", "LC_COLLATE",
    "LC_CTYPE", "LC_IDENTIFICATION", "LC_MEASUREMENT", "LC_MESSAGES", "LC_MONETARY", "LC_NAME", "LC_NUMERIC",
    "LC_PAPER", "LC_TELEPHONE", "LC_TIME", "LDBL_DECIMAL_DIG", "LDBL_DIG", "LDBL_EPSILON", "LDBL_HAS_SUBNORM",
    "LDBL_MANT_DIG", "LDBL_MAX", "LDBL_MAX_10_EXP", "LDBL_MAX_EXP", "LDBL_MIN", "LDBL_MIN_10_EXP", "LDBL_MIN_EXP",
    "LDBL_TRUE_MIN", "LLONG_MAX", "LLONG_MIN", "LONG_MAX", "LONG_MIN", "MB_CUR_MAX", "MB_LEN_MAX", "PTRDIFF_MAX",
    "PTRDIFF_MIN", "RAND_MAX", "SCHAR_MAX", "SCHAR_MIN", "SEEK_CUR", "SEEK_END", "SEEK_SET", "SHRT_MAX", "SHRT_MIN",
    "SIG_ATOMIC_MAX", "SIG_ATOMIC_MIN", "SIG_DFL", "SIG_ERR", "SIG_IGN", "SIZE_MAX", "TIME_UTC", "TMP_MAX",
    "UCHAR_MAX", "UINT16_C", "UINT16_MAX", "UINT32_C", "UINT32_MAX", "UINT64_C", "UINT64_MAX", "UINT8_C", "UINT8_MAX",
    "UINTMAX_C", "UINTMAX_MAX", "UINTPTR_MAX", "UINT_FAST16_MAX", "UINT_FAST32_MAX", "UINT_FAST64_MAX",
    "UINT_FAST8_MAX", "UINT_LEAST16_MAX", "UINT_LEAST32_MAX", "UINT_LEAST64_MAX", "UINT_LEAST8_MAX", "UINT_MAX",
    "ULLONG_MAX", "ULONG_MAX", "USHRT_MAX", "WCHAR_MAX", "WCHAR_MIN", "WINT_MAX", "WINT_MIN", "abort", "abs", "acos",
    "acosf", "acosh", "acoshf", "acoshl", "acosl", "aligned_alloc", "asctime", "asin", "asinf", "asinh", "asinhf",
    "asinhl", "asinl", "at_quick_exit", "atan", "atan2", "atan2f", "atan2l", "atanf", "atanh", "atanhf", "atanhl",
    "atanl", "atexit", "atof", "atoi", "atol", "atoll", "bsearch", "btowc", "c16rtomb", "c32rtomb", "cabs", "cabsf",
    "cabsl", "cacos", "cacosf", "cacosh", "cacoshf", "cacoshl", "cacosl", "calloc", "carg", "cargf", "cargl", "casin",
    "casinf", "casinh", "casinhf", "casinhl", "casinl", "catan", "catanf", "catanh", "catanhf", "catanhl", "catanl",
    "cbrt", "cbrtf", "cbrtl", "ccos", "ccosf", "ccosh", "ccoshf", "ccoshl", "ccosl", "ceil", "ceilf", "ceill", "cexp",
    "cexpf", "cexpl", "char16_t", "char32_t", "cimag", "cimagf", "cimagl", "clearerr", "clock", "clock_t", "clog",
    "clogf", "clogl", "conj", "conjf", "conjl", "copysign", "copysignf", "copysignl", "cos", "cosf", "cosh", "coshf",
    "coshl", "cosl", "cpow", "cpowf", "cpowl", "cproj", "cprojf", "cprojl", "creal", "crealf", "creall", "csin",
    "csinf", "csinh", "csinhf", "csinhl", "csinl", "csqrt", "csqrtf", "csqrtl", "ctan", "ctanf", "ctanh", "ctanhf",
    "ctanhl", "ctanl", "ctime", "difftime", "div", "div_t", "double_t", "erf", "erfc", "erfcf", "erfcl", "erff",
    "erfl", "exit", "exp", "exp2", "exp2f", "exp2l", "expf", "expl", "expm1", "expm1f", "expm1l", "fabs", "fabsf",
    "fabsl", "fclose", "fdim", "fdimf", "fdiml", "feclearexcept", "fegetenv", "fegetexceptflag", "fegetround",
    "feholdexcept", "fenv_t", "feof", "feraiseexcept", "ferror", "fesetenv", "fesetexceptflag", "fesetround",
    "fetestexcept", "feupdateenv", "fexcept_t", "fflush", "fgetc", "fgetpos", "fgets", "fgetwc", "fgetws", "float_t",
    "floor", "floorf", "floorl", "fma", "fmaf", "fmal", "fmax", "fmaxf", "fmaxl", "fmin", "fminf", "fminl", "fmod",
    "fmodf", "fmodl", "fopen", "fpclassify", "fpos_t", "fprintf", "fputc", "fputs", "fputwc", "fputws", "fread",
    "free", "freopen", "frexp", "frexpf", "frexpl", "fscanf", "fseek", "fsetpos", "ftell", "fwide", "fwprintf",
    "fwrite", "fwscanf", "getc", "getchar", "getenv", "getwc", "getwchar", "gmtime", "hypot", "hypotf", "hypotl",
    "ilogb", "ilogbf", "ilogbl", "imaxabs", "imaxdiv", "imaxdiv_t", "int16_t", "int32_t", "int64_t", "int8_t",
    "int_fast16_t", "int_fast32_t", "int_fast64_t", "int_fast8_t", "int_least16_t", "int_least32_t", "int_least64_t",
    "int_least8_t", "intmax_t", "intptr_t", "isalnum", "isalpha", "isblank", "iscntrl", "isdigit", "isfinite",
    "isgraph", "isgreater", "isgreaterequal", "isinf", "isless", "islessequal", "islessgreater", "islower", "isnan",
    "isnormal", "isprint", "ispunct", "isspace", "isunordered", "isupper", "iswalnum", "iswalpha", "iswblank",
    "iswcntrl", "iswctype", "iswdigit", "iswgraph", "iswlower", "iswprint", "iswpunct", "iswspace", "iswupper",
    "iswxdigit", "isxdigit", "kill_dependency", "labs", "ldexp", "ldexpf", "ldexpl", "ldiv", "ldiv_t",
    "lgamma", "lgammaf", "lgammal", "llabs", "lldiv", "llrint", "llrintf", "llrintl", "llround", "llroundf",
    "llroundl", "localeconv", "localtime", "log", "log10", "log10f", "log10l", "log1p", "log1pf", "log1pl", "log2",
    "log2f", "log2l", "logb", "logbf", "logbl", "logf", "logl", "longjmp", "lrint", "lrintf", "lrintl", "lround",
    "lroundf", "lroundl", "main", "malloc", "max_align_t", "mblen", "mbrlen", "mbrtoc16", "mbrtoc32", "mbrtowc",
    "mbsinit", "mbsrtowcs", "mbstate_t", "mbstowcs", "mbtowc", "memchr", "memcmp", "memcpy", "memmove", "memory_order",
    "memset", "mktime", "modf", "modff", "modfl", "nan", "nanf", "nanl", "nearbyint", "nearbyintf", "nearbyintl", "nextafter",
    "nextafterf", "nextafterl", "nexttoward", "nexttowardf", "nexttowardl", "offsetof", "perror", "pow", "powf",
    "powl", "printf", "ptrdiff_t", "putc", "putchar", "puts", "putwc", "putwchar", "qsort", "quick_exit", "raise",
    "rand", "realloc", "remainder", "remainderf", "remainderl", "remove", "remquo", "remquof", "remquol", "rename",
    "rewind", "rint", "rintf", "rintl", "round", "roundf", "roundl", "scalbln", "scalblnf", "scalblnl", "scalbn",
    "scalbnf", "scalbnl", "scanf", "setbuf", "setjmp", "setlocale", "setvbuf", "sig_atomic_t", "signal", "signbit",
    "sin", "sinf", "sinh", "sinhf", "sinhl", "sinl", "size_t", "snprintf", "sprintf", "sqrt", "sqrtf", "sqrtl",
    "srand", "sscanf", "stderr", "stdin", "stdout", "strcat", "strchr", "strcmp", "strcoll", "strcpy", "strcspn",
    "strerror", "strftime", "strlen", "strncat", "strncmp", "strncpy", "strpbrk", "strrchr", "strspn", "strstr",
    "strtod", "strtof", "strtoimax", "strtok", "strtol", "strtold", "strtoll", "strtoul", "strtoull", "strtoumax",
    "strxfrm", "swprintf", "swscanf", "system", "tan", "tanf", "tanh", "tanhf", "tanhl", "tanl", "tgamma", "tgammaf",
    "tgammal", "time", "time_t", "timespec_get", "tmpfile", "tmpnam", "tolower", "toupper",
    "towctrans", "towlower", "towupper", "trunc", "truncf", "truncl", "uint16_t", "uint32_t", "uint64_t", "uint8_t",
    "uint_fast16_t", "uint_fast32_t", "uint_fast64_t", "uint_fast8_t", "uint_least16_t", "uint_least32_t",
    "uint_least64_t", "uint_least8_t", "uintmax_t", "uintptr_t", "ungetc", "ungetwc", "va_arg", "va_copy", "va_end",
    "va_list", "va_start", "vfprintf", "vfscanf", "vfwprintf", "vfwscanf", "vprintf", "vscanf", "vsnprintf",
    "vsprintf", "vsscanf", "vswprintf", "vswscanf", "vwprintf", "vwscanf", "wchar_t", "wcrtomb", "wcscat", "wcschr",
    "wcscmp", "wcscoll", "wcscpy", "wcscspn", "wcsftime", "wcslen", "wcsncat", "wcsncmp", "wcsncpy", "wcspbrk",
    "wcsrchr", "wcsrtombs", "wcsspn", "wcsstr", "wcstod", "wcstof", "wcstoimax", "wcstok", "wcstol", "wcstold",
    "wcstoll", "wcstombs", "wcstoul", "wcstoull", "wcstoumax", "wcsxfrm", "wctob", "wctomb", "wctrans", "wctrans_t",
    "wctype", "wctype_t", "wint_t", "wmemchr", "wmemcmp", "wmemcpy", "wmemmove", "wmemset", "wprintf", "wscanf",
};

static const char *const iso_tags[] = {"lconv", "timespec", "tm"};

static const char *const posix_names[] = {
    "a64l", "accept", "access", "acct", "active_reg_t", "adjtime", "aio_cancel", "aio_error", "aio_fsync", "aio_read",
    "aio_return", "aio_suspend", "aio_write", "alarm", "alloca", "alphasort", "arc4random", "arc4random_buf",
    "arc4random_uniform", "asctime_r", "bcmp", "bcopy", "bind", "bindresvport", "bindresvport6", "blkcnt_t",
    "blksize_t", "brk", "bzero", "caddr_t", "catclose", "catgets", "catopen", "cc_t", "cfgetispeed", "cfgetospeed",
    "cfmakeraw", "cfsetispeed", "cfsetospeed", "cfsetspeed", "chdir", "chmod", "chown", "chroot", "clearenv",
    "clearerr_unlocked", "clock_getcpuclockid", "clock_getres", "clock_gettime", "clock_nanosleep", "clock_settime",
    "clockid_t", "close", "closedir", "closefrom", "closelog", "confstr", "connect", "cpu_set_t", "creat", "crypt",
    "ctermid", "ctime_r", "daddr_t", "daemon", "daylight", "dev_t", "dirfd", "dirname", "dlclose", "dlerror",
    "dlopen", "dlsym", "dprintf", "drand48", "drand48_r", "drem", "dremf", "dreml", "dup", "dup2", "duplocale",
    "dysize", "ecvt", "ecvt_r", "endgrent", "endhostent", "endnetent", "endnetgrent", "endprotoent", "endpwent",
    "endrpcent", "endservent", "endusershell", "erand48", "erand48_r", "execl", "execle", "execlp", "execv", "execve",
    "execvp", "explicit_bzero", "faccessat", "fchdir", "fchmod", "fchmodat", "fchown", "fchownat", "fcntl", "fcvt",
    "fcvt_r", "fd_mask", "fd_set", "fdatasync", "fdopen", "fdopendir", "feof_unlocked", "ferror_unlocked", "fexecve",
    "fflush_unlocked", "ffs", "ffsl", "ffsll", "fgetc_unlocked", "fgetgrent", "fgetgrent_r", "fgetpwent",
    "fgetpwent_r", "fileno", "fileno_unlocked", "finite", "finitef", "finitel", "flockfile", "fmemopen", "fnmatch",
    "fork", "fpathconf", "fpregset_t", "fputc_unlocked", "fread_unlocked", "freeaddrinfo", "freelocale", "ftello",
    "ftok", "ftruncate", "ftrylockfile", "ftw", "funlockfile", "futimens", "futimes", "fwrite_unlocked",
    "gai_strerror", "gamma", "gammaf", "gammal", "gcvt", "getaddrinfo", "getc_unlocked", "getchar_unlocked", "getcwd",
    "getdate", "getdate_err", "getdelim", "getdirentries", "getdomainname", "getdtablesize", "getegid", "getentropy",
    "geteuid", "getgid", "getgrent", "getgrgid", "getgrgid_r", "getgrnam", "getgrnam_r", "getgrouplist", "getgroups",
    "gethostbyaddr", "gethostbyaddr_r", "gethostbyname", "gethostbyname2", "gethostbyname2_r", "gethostbyname_r",
    "gethostent", "gethostent_r", "gethostid", "gethostname", "getitimer", "getline", "getloadavg", "getlogin",
    "getlogin_r", "getnameinfo", "getnetbyaddr", "getnetbyaddr_r", "getnetbyname", "getnetbyname_r", "getnetent",
    "getnetent_r", "getnetgrent", "getnetgrent_r", "getopt", "getpagesize", "getpass", "getpeername", "getpgid",
    "getpgrp", "getpid", "getppid", "getpriority", "getprotobyname", "getprotobyname_r", "getprotobynumber",
    "getprotobynumber_r", "getprotoent", "getprotoent_r", "getpwent", "getpwent_r", "getpwnam", "getpwnam_r",
    "getpwuid", "getpwuid_r", "getrlimit", "getrpcbyname", "getrpcbyname_r", "getrpcbynumber", "getrpcbynumber_r",
    "getrpcent", "getrpcent_r", "getrusage", "getservbyname", "getservbyname_r", "getservbyport", "getservbyport_r",
    "getservent", "getservent_r", "getsid", "getsockname", "getsockopt", "getsubopt", "gettimeofday", "getuid",
    "getusershell", "getw", "getwd", "gid_t", "glob", "glob_t", "globfree", "gmtime_r", "grantpt", "gsignal",
    "hcreate", "hdestroy", "herror", "hsearch", "hstrerror", "htonl", "htons", "iconv", "iconv_close", "iconv_open",
    "iconv_t", "id_t", "idtype_t", "if_freenameindex", "if_indextoname", "if_nameindex", "if_nametoindex",
    "in6addr_any", "in6addr_loopback", "in_addr_t", "in_port_t", "index", "inet_addr", "inet_aton", "inet_lnaof",
    "inet_makeaddr", "inet_net_ntop", "inet_net_pton", "inet_neta", "inet_netof", "inet_network", "inet_nsap_addr",
    "inet_nsap_ntoa", "inet_ntoa", "inet_ntop", "inet_pton", "initgroups", "initstate", "initstate_r", "innetgr",
    "ino_t", "insque", "iruserok", "iruserok_af", "isascii", "isatty", "isfdtype", "isinff", "isinfl", "isnanf",
    "isnanl", "j0", "j0f", "j0l", "j1", "j1f", "j1l", "jn", "jnf", "jnl", "jrand48", "jrand48_r", "key_t", "kill",
    "killpg", "l64a", "lchmod", "lchown", "lcong48", "lcong48_r", "lfind", "lgamma_r", "lgammaf_r", "lgammal_r",
    "link", "linkat", "lio_listio", "listen", "locale_t", "localtime_r", "lockf", "loff_t", "lrand48", "lrand48_r",
    "lsearch", "lseek", "lstat", "lutimes", "madvise", "mbsnrtowcs", "mcontext_t", "memccpy", "mincore", "mkdir",
    "mkdirat", "mkdtemp", "mkfifo", "mkfifoat", "mknod", "mknodat", "mkstemp", "mkstemps", "mktemp", "mlock",
    "mlockall", "mmap", "mode_t", "mprotect", "mq_close", "mq_getattr", "mq_notify", "mq_open", "mq_receive",
    "mq_send", "mq_setattr", "mq_timedreceive", "mq_timedsend", "mq_unlink", "mqd_t", "mrand48", "mrand48_r",
    "msgctl", "msgget", "msglen_t", "msgqnum_t", "msgrcv", "msgsnd", "msync", "munlock", "munlockall", "munmap",
    "nanosleep", "newlocale", "nfds_t", "nftw", "nice", "nl_catd", "nl_item", "nl_langinfo", "nl_langinfo_l",
    "nlink_t", "nrand48", "nrand48_r", "ntohl", "ntohs", "off_t", "on_exit", "open", "open_memstream",
    "open_wmemstream", "openat", "opendir", "openlog", "optarg", "opterr", "optind", "optopt", "pathconf", "pause",
    "pclose", "pid_t", "pipe", "poll", "popen", "posix_fadvise", "posix_fallocate", "posix_madvise", "posix_memalign",
    "posix_openpt", "pread", "preadv", "profil", "pselect", "psiginfo", "psignal", "ptsname", "putc_unlocked",
    "putchar_unlocked", "putenv", "putpwent", "putw", "pwrite", "pwritev", "qecvt", "qecvt_r", "qfcvt", "qfcvt_r",
    "qgcvt", "quad_t", "rand_r", "random", "random_r", "rcmd", "rcmd_af", "read", "readdir", "readdir_r", "readlink",
    "readlinkat", "readv", "reallocarray", "realpath", "recv", "recvfrom", "recvmsg", "regcomp", "regerror",
    "regex_t", "regexec", "regfree", "register_t", "regmatch_t", "regoff_t", "remque", "renameat", "revoke",
    "rewinddir", "rexec", "rexec_af", "rindex", "rlim_t", "rmdir", "rpmatch", "rresvport", "rresvport_af", "ruserok",
    "ruserok_af", "s_reg_t", "sa_family_t", "sbrk", "scalb", "scalbf", "scalbl", "scandir", "sched_get_priority_max",
    "sched_get_priority_min", "sched_getparam", "sched_getscheduler", "sched_rr_get_interval", "sched_setparam",
    "sched_setscheduler", "sched_yield", "seed48", "seed48_r", "seekdir", "select", "sem_close", "sem_destroy",
    "sem_getvalue", "sem_init", "sem_open", "sem_post", "sem_t", "sem_timedwait", "sem_trywait", "sem_unlink",
    "sem_wait", "semctl", "semget", "semop", "send", "sendmsg", "sendto", "setbuffer", "setdomainname", "setegid",
    "setenv", "seteuid", "setgid", "setgrent", "setgroups", "sethostent", "sethostid", "sethostname", "setitimer",
    "setlinebuf", "setlogin", "setlogmask", "setnetent", "setnetgrent", "setpgid", "setpgrp", "setpriority",
    "setprotoent", "setpwent", "setregid", "setreuid", "setrlimit", "setrpcent", "setservent", "setsid", "setsockopt",
    "setstate", "setstate_r", "settimeofday", "setuid", "setusershell", "shm_open", "shm_unlink", "shmat", "shmatt_t",
    "shmctl", "shmdt", "shmget", "shutdown", "sig_t", "sigaction", "sigaddset", "sigaltstack", "sigblock",
    "sigdelset", "sigemptyset", "sigfillset", "siggetmask", "sighold", "sigignore", "siginterrupt", "sigismember",
    "siglongjmp", "signgam", "significand", "significandf", "significandl", "sigpause", "sigpending", "sigprocmask",
    "sigqueue", "sigrelse", "sigreturn", "sigset", "sigset_t", "sigsetmask", "sigstack", "sigsuspend", "sigtimedwait",
    "sigval_t", "sigwait", "sigwaitinfo", "sleep", "sockatmark", "socket", "socketpair", "socklen_t", "speed_t",
    "srand48", "srand48_r", "srandom", "srandom_r", "ssignal", "ssize_t", "stack_t", "stat", "statvfs", "stpcpy",
    "stpncpy", "strcasecmp", "strcasecmp_l", "strcoll_l", "strdup", "strerror_l", "strerror_r", "strftime_l",
    "strncasecmp", "strncasecmp_l", "strndup", "strnlen", "strptime", "strsep", "strsignal", "strtok_r", "strtoq",
    "strtouq", "strxfrm_l", "suseconds_t", "swab", "symlink", "symlinkat", "sync", "syscall", "sysconf", "syslog",
    "tcdrain", "tcflag_t", "tcflow", "tcflush", "tcgetattr", "tcgetpgrp", "tcgetsid", "tcp_seq", "tcsendbreak",
    "tcsetattr", "tcsetpgrp", "tdelete", "telldir", "tempnam", "tfind", "timegm", "timelocal", "timer_create",
    "timer_delete", "timer_getoverrun", "timer_gettime", "timer_settime", "timer_t", "times", "timezone", "tmpnam_r",
    "toascii", "truncate", "tsearch", "ttyname", "ttyname_r", "ttyslot", "twalk", "tzset", "ualarm", "ucontext_t",
    "uid_t", "uint", "ulong", "umask", "uname", "unlink", "unlinkat", "unlockpt", "unsetenv", "useconds_t",
    "uselocale", "ushort", "usleep", "utime", "utimensat", "utimes", "valloc", "vdprintf", "vfork", "vhangup",
    "vsyslog", "wait", "wait3", "wait4", "waitid", "waitpid", "wcpcpy", "wcpncpy", "wcscasecmp", "wcscasecmp_l",
    "wcscoll_l", "wcsdup", "wcsncasecmp", "wcsncasecmp_l", "wcsnlen", "wcsnrtombs", "wcswcs", "wcswidth", "wcsxfrm_l",
    "wctrans_l", "wctype_l", "wcwidth", "wordexp", "wordexp_t", "wordfree", "write", "writev", "y0", "y0f", "y0l",
    "y1", "y1f", "y1l", "yn", "ynf", "ynl",
};

static const char *const posix_tags[] = {
    "addrinfo", "aiocb", "aioinit", "cmsghdr", "dirent", "entry", "file_handle", "flock", "fts", "gaicb", "group",
    "hostent", "if_nameindex", "iface", "ifaddr", "ifconf", "ifmap", "ifreq", "in6_addr", "in_addr", "iovec",
    "ipc_perm", "ipv6_mreq", "itimerspec", "itimerval", "linger", "link_map", "mmsghdr", "mntent", "mq_attr",
    "msgbuf", "msghdr", "msginfo", "msqid_ds", "netent", "obstack", "option", "osockaddr", "passwd", "pollfd",
    "protoent", "qelem", "re_pattern_buffer", "re_registers", "rlimit", "rpcent", "rusage", "sched_param", "sembuf",
    "semid_ds", "seminfo", "servent", "shm_info", "shmid_ds", "shminfo", "sigaction", "sigcontext", "sigevent",
    "sigstack", "sigval", "sockaddr", "sockaddr_ax25", "sockaddr_in", "sockaddr_in6", "sockaddr_storage",
    "sockaddr_un", "sockaddr_x25", "spwd", "stat", "statvfs", "termios", "timeval", "timex", "timezone", "tms",
    "ucred", "utimbuf", "utsname",
};

static const char *const posix_constants[] = {
    "AF_INET", "AF_INET6", "AF_UNIX", "AF_UNSPEC", "ARG_MAX", "AT_EACCESS", "AT_FDCWD", "AT_REMOVEDIR",
    "AT_SYMLINK_FOLLOW", "AT_SYMLINK_NOFOLLOW", "CHILD_MAX", "CLOCK_BOOTTIME", "CLOCK_BOOTTIME_ALARM",
    "CLOCK_MONOTONIC", "CLOCK_MONOTONIC_COARSE", "CLOCK_MONOTONIC_RAW", "CLOCK_PROCESS_CPUTIME_ID", "CLOCK_REALTIME",
    "CLOCK_REALTIME_ALARM", "CLOCK_REALTIME_COARSE", "CLOCK_TAI", "CLOCK_THREAD_CPUTIME_ID", "FD_CLOEXEC", "FD_CLR",
    "FD_ISSET", "FD_SET", "FD_SETSIZE", "FD_ZERO", "F_DUPFD", "F_DUPFD_CLOEXEC", "F_EXLCK", "F_GETFD", "F_GETFL",
    "F_GETLK", "F_GETLK64", "F_GETOWN", "F_LOCK", "F_OK", "F_RDLCK", "F_SETFD", "F_SETFL", "F_SETLK", "F_SETLK64",
    "F_SETLKW", "F_SETLKW64", "F_SETOWN", "F_SHLCK", "F_TEST", "F_TLOCK", "F_ULOCK", "F_UNLCK", "F_WRLCK",
    "HOST_NAME_MAX", "IF_NAMESIZE", "INET6_ADDRSTRLEN", "INET_ADDRSTRLEN", "IOV_MAX", "IPPROTO_IP", "IPPROTO_TCP",
    "IPPROTO_UDP", "LINE_MAX", "LINK_MAX", "LOGIN_NAME_MAX", "LOG_ALERT", "LOG_AUTH", "LOG_AUTHPRIV", "LOG_CONS",
    "LOG_CRIT", "LOG_CRON", "LOG_DAEMON", "LOG_DEBUG", "LOG_EMERG", "LOG_ERR", "LOG_FAC", "LOG_FACMASK", "LOG_FTP",
    "LOG_INFO", "LOG_KERN", "LOG_LOCAL0", "LOG_LOCAL1", "LOG_LOCAL2", "LOG_LOCAL3", "LOG_LOCAL4", "LOG_LOCAL5",
    "LOG_LOCAL6", "LOG_LOCAL7", "LOG_LPR", "LOG_MAIL", "LOG_MAKEPRI", "LOG_MASK", "LOG_NDELAY", "LOG_NEWS",
    "LOG_NFACILITIES", "LOG_NOTICE", "LOG_NOWAIT", "LOG_ODELAY", "LOG_PERROR", "LOG_PID", "LOG_PRI", "LOG_PRIMASK",
    "LOG_SYSLOG", "LOG_UPTO", "LOG_USER", "LOG_UUCP", "LOG_WARNING", "LONG_BIT", "MAP_FAILED", "MAP_FIXED",
    "MAP_PRIVATE", "MAP_SHARED", "MAX_CANON", "MAX_INPUT", "MSG_BATCH", "MSG_CMSG_CLOEXEC", "MSG_CONFIRM",
    "MSG_CTRUNC", "MSG_DONTROUTE", "MSG_DONTWAIT", "MSG_EOR", "MSG_ERRQUEUE", "MSG_FASTOPEN", "MSG_FIN", "MSG_MORE",
    "MSG_NOERROR", "MSG_NOSIGNAL", "MSG_OOB", "MSG_PEEK", "MSG_PROXY", "MSG_RST", "MSG_SYN", "MSG_TRUNC",
    "MSG_WAITALL", "MSG_WAITFORONE", "MSG_ZEROCOPY", "M_1_PI", "M_2_PI", "M_2_SQRTPI", "M_E", "M_LN10", "M_LN2",
    "M_LOG10E", "M_LOG2E", "M_PI", "M_PI_2", "M_PI_4", "M_SQRT1_2", "M_SQRT2", "NAME_MAX", "NGROUPS_MAX", "OPEN_MAX",
    "O_ACCMODE", "O_APPEND", "O_ASYNC", "O_CLOEXEC", "O_CREAT", "O_DIRECTORY", "O_DSYNC", "O_EXCL", "O_FSYNC",
    "O_NDELAY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_RDONLY", "O_RDWR", "O_RSYNC", "O_SYNC", "O_TRUNC",
    "O_WRONLY", "PAGE_SIZE", "PATH_MAX", "PF_INET", "PF_INET6", "PF_UNIX", "PIPE_BUF", "POLL_ERR", "POLL_HUP",
    "POLL_IN", "POLL_MSG", "POLL_OUT", "POLL_PRI", "PROT_EXEC", "PROT_GROWSDOWN", "PROT_GROWSUP", "PROT_NONE",
    "PROT_READ", "PROT_WRITE", "R_OK", "SA_NOCLDSTOP", "SA_NOCLDWAIT", "SA_NODEFER", "SA_ONSTACK", "SA_RESETHAND",
    "SA_RESTART", "SA_SIGINFO", "SCHED_FIFO", "SCHED_OTHER", "SCHED_RR", "SHUT_RD", "SHUT_RDWR", "SHUT_WR",
    "SIG_BLOCK", "SIG_HOLD", "SIG_SETMASK", "SIG_UNBLOCK", "SOCK_CLOEXEC", "SOCK_DCCP", "SOCK_DGRAM", "SOCK_NONBLOCK",
    "SOCK_PACKET", "SOCK_RAW", "SOCK_RDM", "SOCK_SEQPACKET", "SOCK_STREAM", "SO_ACCEPTCONN", "SO_BROADCAST",
    "SO_DEBUG", "SO_DONTROUTE", "SO_ERROR", "SO_KEEPALIVE", "SO_LINGER", "SO_OOBINLINE", "SO_RCVBUF", "SO_RCVLOWAT",
    "SO_RCVTIMEO", "SO_REUSEADDR", "SO_REUSEPORT", "SO_SNDBUF", "SO_SNDLOWAT", "SO_SNDTIMEO", "SO_TIMESTAMP",
    "SO_TIMESTAMPING", "SO_TIMESTAMPNS", "SO_TYPE", "SSIZE_MAX", "STDERR_FILENO", "STDIN_FILENO", "STDOUT_FILENO",
    "S_IFBLK", "S_IFCHR", "S_IFDIR", "S_IFIFO", "S_IFLNK", "S_IFMT", "S_IFREG", "S_IFSOCK", "S_IRGRP", "S_IROTH",
    "S_IRUSR", "S_IRWXG", "S_IRWXO", "S_IRWXU", "S_ISBLK", "S_ISCHR", "S_ISDIR", "S_ISFIFO", "S_ISGID", "S_ISLNK",
    "S_ISREG", "S_ISSOCK", "S_ISUID", "S_ISVTX", "S_IWGRP", "S_IWOTH", "S_IWUSR", "S_IXGRP", "S_IXOTH", "S_IXUSR",
    "S_TYPEISMQ", "S_TYPEISSEM", "S_TYPEISSHM", "TCP_NODELAY", "TIMER_ABSTIME", "TTY_NAME_MAX", "WORD_BIT", "W_OK",
    "X_OK",
};

static const char *const library_names[] = {
    "EVENT_LOG_DEBUG", "EVENT_LOG_ERR", "EVENT_LOG_MSG", "EVENT_LOG_WARN", "EVLOOP_ONCE", "EV_CLOSED", "EV_ET",
    "EV_FEATURE_ET", "EV_FEATURE_FDS", "EV_FEATURE_O1", "EV_FINALIZE", "EV_PERSIST", "EV_READ", "EV_SIGNAL",
    "EV_TIMEOUT", "EV_WRITE", "array_list_add", "array_list_bsearch", "array_list_del_idx", "array_list_free",
    "array_list_get_idx", "array_list_length", "array_list_new", "array_list_new2", "array_list_put_idx",
    "array_list_shrink", "array_list_sort", "ev_token_bucket_cfg_free", "ev_token_bucket_cfg_new", "event_active",
    "event_add", "event_assign", "event_debug_unassign", "event_del", "event_del_block", "event_del_noblock",
    "event_enable_debug_logging", "event_enable_debug_mode", "event_finalize", "event_free", "event_free_finalize",
    "event_get_assignment", "event_get_base", "event_get_callback", "event_get_callback_arg", "event_get_events",
    "event_get_fd", "event_get_priority", "event_get_struct_event_size", "event_get_supported_methods",
    "event_get_version", "event_get_version_number", "event_gettime_monotonic", "event_initialized", "event_new",
    "event_pending", "event_priority_set", "event_reinit", "event_remove_timer", "event_self_cbarg",
    "event_set_fatal_callback", "event_set_log_callback", "event_set_mem_functions", "json_global_set_string_hash",
    "json_parse_double", "json_parse_int64", "json_parse_uint64", "json_tokener", "json_type", "json_type_to_name",
    "libevent_global_shutdown", "mc_debug", "mc_error", "mc_get_debug", "mc_info", "mc_set_debug", "mc_set_syslog",
    "printbuf", "sprintbuf",
};

static const char *const library_tags[] = {
    "array_list", "bufferevent", "ev_token_bucket_cfg", "evbuffer", "evconnlistener", "event", "event_base",
    "event_config", "event_method_feature", "evhttp", "evkeyvalq", "json_object", "json_tokener", "json_type",
    "printbuf",
};

/* No name of a schema is likely to begin so by chance. */
static const char *const library_prefixes[] = {
    "atomic_", "bufferevent_", "evbuffer_", "evconnlistener_", "evdns_", "event_base_", "event_config_", "evhttp_",
    "evrpc_", "evtag_", "evthread_", "evutil_", "json_c_", "json_object_", "json_tokener_", "lh_table_",
    "posix_spawn", "printbuf_", "pthread_", "SSL_", "EVP_", "BIO_", "OPENSSL_", "X509_",
};

/* clang-format on */

/* What variables and parameters of generated code are called; and any single letter. */
static const char *const local_words[] = {
    "arena", "at", "before", "body", "buffer", "call", "cap", "copy", "count", "error", "faults", "handlers", "in",
    "is_new", "item", "items", "json", "key", "kind", "map", "member", "none", "number", "out", "patch",
    "problem", "reader", "room", "rq", "scratch", "seen", "size", "status", "table", "tag", "text", "value",
};

static int compare(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

static bool is_in(const char *name, const char *const *table, size_t count)
{
    return bsearch(name, table, count, sizeof *table, compare) != NULL;
}

static bool has_prefix(const char *name)
{
    for (size_t i = 0; i < COUNT(library_prefixes); i++)
        if (strncmp(name, library_prefixes[i], strlen(library_prefixes[i])) == 0)
            return true;
    return false;
}

bool c_word_is_taken(const char *name)
{
    return is_in(name, taken_words, COUNT(taken_words));
}

bool c_word_is_header(const char *stem)
{
    return is_in(stem, header_stems, COUNT(header_stems));
}

/* The headers are meant for C++ as well. */
static bool is_space_of_cxx(const char *name)
{
    return strcmp(name, "std") == 0;
}

static const char *tag_owner(const char *name)
{
    if (is_space_of_cxx(name))
        return "C++";
    if (is_in(name, iso_tags, COUNT(iso_tags)))
        return "ISO C";
    if (is_in(name, posix_tags, COUNT(posix_tags)))
        return "POSIX";
    return is_in(name, library_tags, COUNT(library_tags)) ? "libevent or json-c" : NULL;
}

/* In C a tag may have the name of a typedef, in C++ it may not. */
static const char *typedef_owner(const char *name)
{
    size_t len = strlen(name);
    if (len < 3 || strcmp(name + len - 2, "_t") != 0)
        return NULL;
    if (is_in(name, iso_names, COUNT(iso_names)))
        return "ISO C";
    return is_in(name, posix_names, COUNT(posix_names)) ? "POSIX" : NULL;
}

static const char *ordinary_owner(const char *name)
{
    if (is_space_of_cxx(name))
        return "C++";
    if (is_in(name, iso_names, COUNT(iso_names)))
        return "ISO C";
    if (is_in(name, posix_names, COUNT(posix_names)) || is_in(name, posix_constants, COUNT(posix_constants)))
        return "POSIX";
    if (is_in(name, library_names, COUNT(library_names)))
        return "libevent or json-c";
    if (strcmp(name, "handlers") == 0) /* the table in NAME_app.c */
        return "generated code";
    return has_prefix(name) ? "a system library" : NULL;
}

static const char *local_owner(const char *name)
{
    bool is_letter = name[0] != '\0' && name[1] == '\0';
    return is_letter || is_in(name, local_words, COUNT(local_words)) ? "generated code" : NULL;
}

const char *c_word_owner(const char *name, unsigned spaces)
{
    const char *owner = NULL;
    if ((spaces & C_TAG) != 0)
        owner = tag_owner(name);
    if (owner == NULL && (spaces & C_TAG) != 0)
        owner = typedef_owner(name);
    if (owner == NULL && (spaces & C_ORDINARY) != 0)
        owner = ordinary_owner(name);
    return owner == NULL && (spaces & C_TYPEDEF) != 0 ? local_owner(name) : owner;
}

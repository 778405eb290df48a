/*
 * The C functions that a native image calls and that GraalVM links into each image from an archive
 * of its own, which is not published with its builder. They are declared by @CFunction in the
 * sources of org.graalvm.nativeimage:svm; the class that declares a function is named above it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <semaphore.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "svm_locale.h"

/* ---- Processor: AMD64LibCHelper, AArch64LibCHelper, CodeSynchronizationOperations ---- */

#if defined(__x86_64__)
#include <cpuid.h>

#include "amd64cpufeatures.h"

/*
 * Tells which features the processor has and the kernel lets programs use. What is not asked for
 * here stays unset, and is then not used.
 */
void determineCPUFeatures(CPUFeatures *features) {
  unsigned a, b, c, d;
  __builtin_cpu_init();
  /* Every x86-64 has these. */
  features->fCX8 = features->fCMOV = features->fFXSR = features->fMMX = true;
  features->fSSE = features->fSSE2 = features->fTSC = true;
  features->fSSE3 = __builtin_cpu_supports("sse3");
  features->fSSSE3 = __builtin_cpu_supports("ssse3");
  features->fSSE4A = __builtin_cpu_supports("sse4a");
  features->fSSE4_1 = __builtin_cpu_supports("sse4.1");
  features->fSSE4_2 = __builtin_cpu_supports("sse4.2");
  features->fPOPCNT = __builtin_cpu_supports("popcnt");
  features->fAES = __builtin_cpu_supports("aes");
  features->fCLMUL = __builtin_cpu_supports("pclmul");
  features->fAVX = __builtin_cpu_supports("avx");
  features->fAVX2 = __builtin_cpu_supports("avx2");
  features->fFMA = __builtin_cpu_supports("fma");
  features->fBMI1 = __builtin_cpu_supports("bmi");
  features->fBMI2 = __builtin_cpu_supports("bmi2");
  if (__get_cpuid(1, &a, &b, &c, &d)) {
    features->fFLUSH = d & (1u << 19);
    features->fHT = d & (1u << 28);
  }
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d)) {
    features->fERMS = b & (1u << 9);
    features->fADX = b & (1u << 19);
    features->fSHA = b & (1u << 29);
  }
  if (__get_cpuid(0x80000001, &a, &b, &c, &d)) {
    features->fLZCNT = c & (1u << 5);
    features->fAMD_3DNOW_PREFETCH = c & (1u << 8);
  }
}

#elif defined(__aarch64__)
#include <asm/hwcap.h>

#include "aarch64cpufeatures.h"

void determineCPUFeatures(CPUFeatures *features) {
  unsigned long capabilities = getauxval(AT_HWCAP);
  features->fFP = capabilities & HWCAP_FP;
  features->fASIMD = capabilities & HWCAP_ASIMD;
  features->fEVTSTRM = capabilities & HWCAP_EVTSTRM;
  features->fAES = capabilities & HWCAP_AES;
  features->fPMULL = capabilities & HWCAP_PMULL;
  features->fSHA1 = capabilities & HWCAP_SHA1;
  features->fSHA2 = capabilities & HWCAP_SHA2;
  features->fCRC32 = capabilities & HWCAP_CRC32;
  features->fLSE = capabilities & HWCAP_ATOMICS;
  features->fDCPOP = capabilities & HWCAP_DCPOP;
  features->fSHA3 = capabilities & HWCAP_SHA3;
  features->fSHA512 = capabilities & HWCAP_SHA512;
  features->fSVE = capabilities & HWCAP_SVE;
  features->fFPHP = capabilities & HWCAP_FPHP;
  features->fASIMDHP = capabilities & HWCAP_ASIMDHP;
}
#endif

/* In the mask the last bit of each needed feature's octet is cleared. 0 when all are there. */
int checkCPUFeatures(const uint8_t *mask) {
  CPUFeatures features = {0};
  const uint8_t *has = (const uint8_t *)&features;
  determineCPUFeatures(&features);
  for (size_t i = 0; i < sizeof features; i++) {
    if (~mask[i] & ~has[i] & 1) {
      return 1;
    }
  }
  return 0;
}

void checkCPUFeaturesOrExit(const uint8_t *mask, const char *message) {
  if (checkCPUFeatures(mask)) {
    fputs(message, stderr);
    exit(1);
  }
}

void codeSynchronization_clearCache(int64_t start, int64_t size) {
  __builtin___clear_cache((char *)start, (char *)(start + size));
}

/* ---- Process: LibCHelper, LinuxLibCHelper, Fcntl, PosixVMThreads ---- */

extern char **environ;

char **getEnviron(void) { return environ; }

int getThreadId(void) { return (int)syscall(SYS_gettid); }

/* The processor time of a thread in user mode, in nanoseconds, or -1: proc(5), stat, field 14. */
int64_t getThreadUserTimeSlow(int thread) {
  char name[64], line[1024];
  unsigned long ticks;
  int file;
  ssize_t length;
  const char *end;
  snprintf(name, sizeof name, "/proc/self/task/%d/stat", thread);
  if ((file = open(name, O_RDONLY | O_CLOEXEC)) < 0) {
    return -1;
  }
  length = read(file, line, sizeof line - 1);
  close(file);
  if (length <= 0) {
    return -1;
  }
  line[length] = '\0';
  /* The name of the command, field 2, may hold anything, a parenthesis too. */
  end = strrchr(line, ')');
  if (!end ||
      sscanf(end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu", &ticks) != 1) {
    return -1;
  }
  return (int64_t)ticks * (1000000000 / sysconf(_SC_CLK_TCK));
}

void *mremapP(void *old, size_t oldSize, size_t newSize, int flags, void *at) {
  return mremap(old, oldSize, newSize, flags, at);
}

/* Functions with variable arguments, called with fixed ones. */
int openSII(const char *path, int flags, int mode) { return open(path, flags, mode); }

int openatISII(int folder, const char *path, int flags, int mode) {
  return openat(folder, path, flags, mode);
}

int fprintfSD(FILE *stream, const char *format, char *text, int number) {
  return fprintf(stream, format, text, number);
}

/* ---- Time zone: LibCHelper ---- */

/* What follows zoneinfo/ in the name of a time zone's file, or null. */
static char *zoneOf(const char *file) {
  static const char folder[] = "zoneinfo/";
  const char *found = strstr(file, folder);
  const char *zone;
  if (!found || !*(zone = found + sizeof folder - 1)) {
    return NULL;
  }
  if (!strncmp(zone, "posix/", 6) || !strncmp(zone, "right/", 6)) {
    zone += 6;
  }
  return strdup(zone);
}

/* The name of the time zone, allocated, or null: TZ, or else what /etc/localtime is a link to. */
char *SVM_FindJavaTZmd(const char *mappings, int length) {
  char target[PATH_MAX];
  const char *zone = getenv("TZ");
  (void)mappings;
  (void)length;
  if (zone && *zone) {
    char *named;
    zone += *zone == ':';
    if (*zone == '/') {
      return (named = zoneOf(zone)) ? named : NULL;
    }
    return strdup(zone);
  }
  if (!realpath("/etc/localtime", target)) {
    return NULL;
  }
  return zoneOf(target);
}

/* ---- Locale: LocaleCHelper ---- */

static svm_locale_props_t theLocale;

/* Sets language, country, script and variant from a locale such as "sr_RS.UTF-8@latin". */
static bool parse(int category, char **language, char **country, char **script, char **variant) {
  const char *name = setlocale(category, NULL);
  char *text, *part;
  if (!name || !strcmp(name, "C") || !strcmp(name, "POSIX") || !strncmp(name, "C.", 2)) {
    /* As the JVM has it. */
    return (*language = strdup("en")) != NULL;
  }
  if (!(text = strdup(name))) {
    return false;
  }
  if ((part = strchr(text, '@'))) {
    *part++ = '\0';
    if (!strcmp(part, "latin")) {
      *script = "Latn";
    } else if (!strcmp(part, "cyrillic")) {
      *script = "Cyrl";
    }
  }
  if ((part = strchr(text, '.'))) {
    *part = '\0';
  }
  if ((part = strchr(text, '_'))) {
    *part++ = '\0';
    *country = part;
  }
  *language = text;
  (void)variant;
  return true;
}

int svm_initialize_locale(void) {
  setlocale(LC_ALL, "");
  bool enough =
      parse(LC_CTYPE, &theLocale.format_language, &theLocale.format_country,
            &theLocale.format_script, &theLocale.format_variant) &&
      parse(LC_MESSAGES, &theLocale.display_language, &theLocale.display_country,
            &theLocale.display_script, &theLocale.display_variant);
  return enough ? SVM_LOCALE_INITIALIZATION_SUCCEEDED : SVM_LOCALE_INITIALIZATION_OUT_OF_MEMORY;
}

svm_locale_props_t *svm_get_locale(void) { return &theLocale; }

/* ---- Signals: CSunMiscSignal ---- */

/* How often each signal came and was not yet handed on; a handler may do nothing but count. */
static volatile int pending[NSIG];
static sem_t arrived;
static volatile int opened;

static void count(int number) {
  int saved = errno;
  __sync_fetch_and_add(&pending[number], 1);
  sem_post(&arrived);
  errno = saved;
}

int cSunMiscSignal_open(void) {
  if (!__sync_bool_compare_and_swap(&opened, 0, 1)) {
    return 1;
  }
  memset((void *)pending, 0, sizeof pending);
  return sem_init(&arrived, 0, 0) ? -1 : 0;
}

int cSunMiscSignal_close(void) {
  int result = sem_destroy(&arrived);
  opened = 0;
  return result;
}

int cSunMiscSignal_awaitSemaphore(void) {
  int result;
  while ((result = sem_wait(&arrived)) && errno == EINTR) {
  }
  return result;
}

int cSunMiscSignal_signalSemaphore(void) { return sem_post(&arrived); }

int cSunMiscSignal_signalRangeCheck(int number) { return number > 0 && number < NSIG; }

int cSunMiscSignal_checkPendingSignal(void) {
  for (int number = 0; number < NSIG; number++) {
    int n = pending[number];
    while (n > 0) {
      if (__sync_bool_compare_and_swap(&pending[number], n, n - 1)) {
        return number;
      }
      n = pending[number];
    }
  }
  return -1;
}

void (*cSunMiscSignal_signalHandlerFunctionPointer(void))(int) { return count; }

/* ---- The JDK's libraries: JNILibraryInitializer ---- */

/*
 * An image asks for JNI_OnLoad_NAME of libraries that are linked into it. These are shared ones, and
 * each has a JNI_OnLoad of its own.
 */
#include <dlfcn.h>
#include <jni.h>

static jint onLoad(const char *library, JavaVM *vm, void *reserved) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_NOLOAD);
  jint (*function)(JavaVM *, void *) = handle ? dlsym(handle, "JNI_OnLoad") : NULL;
  /* dlsym also looks into what the library depends on; that is initialised on its own. */
  Dl_info found;
  if (function && dladdr((void *)function, &found) && strstr(found.dli_fname, library)) {
    jint version = function(vm, reserved);
    return version == JNI_ERR ? JNI_ERR : JNI_VERSION_1_8;
  }
  return JNI_VERSION_1_8;
}

#define ON_LOAD(NAME)                                           \
  JNIEXPORT jint JNI_OnLoad_##NAME(JavaVM *vm, void *reserved) { \
    return onLoad("lib" #NAME ".so", vm, reserved);             \
  }

ON_LOAD(java)
ON_LOAD(net)
ON_LOAD(nio)
ON_LOAD(zip)
ON_LOAD(extnet)

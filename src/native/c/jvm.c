/*
 * Stands in for libjvm.so, which the JDK's libraries in lib/ want. They call few of its functions
 * in a native image, where the Java side of most of them is another; the rest are generated behind
 * these, and end the process with their name.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <jni.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Called before anything else, so that this library is linked with; there is nothing to do. */
JNIEXPORT void initialize(void) {}

JNIEXPORT int jio_vsnprintf(char *text, size_t size, const char *format, va_list arguments) {
  int length;
  if ((ssize_t)size <= 0) {
    return -1;
  }
  length = vsnprintf(text, size, format, arguments);
  return length >= 0 && (size_t)length < size ? length : -1;
}

JNIEXPORT int jio_vfprintf(FILE *stream, const char *format, va_list arguments) {
  return vfprintf(stream, format, arguments);
}

JNIEXPORT void JVM_BeforeHalt(void) {}

/* Ends the process after the shutdown hooks; nothing is left in a buffer of the C library. */
JNIEXPORT void JVM_Halt(jint code) { _exit(code); }

JNIEXPORT jint JVM_ActiveProcessorCount(void) { return (jint)sysconf(_SC_NPROCESSORS_ONLN); }

static jlong nanoseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (jlong)now.tv_sec * 1000000000 + now.tv_nsec;
}

JNIEXPORT jlong JVM_CurrentTimeMillis(JNIEnv *env, jclass ignored) {
  (void)env;
  (void)ignored;
  return nanoseconds(CLOCK_REALTIME) / 1000000;
}

JNIEXPORT jlong JVM_NanoTime(JNIEnv *env, jclass ignored) {
  (void)env;
  (void)ignored;
  return nanoseconds(CLOCK_MONOTONIC);
}

/* Nanoseconds since an offset in seconds, or -1 where that is too far from now. */
JNIEXPORT jlong JVM_GetNanoTimeAdjustment(JNIEnv *env, jclass ignored, jlong offset) {
  struct timespec now;
  (void)env;
  (void)ignored;
  clock_gettime(CLOCK_REALTIME, &now);
  jlong seconds = (jlong)now.tv_sec - offset;
  if (seconds > (1LL << 32) || seconds < -(1LL << 32)) {
    return -1;
  }
  return seconds * 1000000000 + now.tv_nsec;
}

/* On Linux a path is what it is. */
JNIEXPORT char *JVM_NativePath(char *path) { return path; }

JNIEXPORT void *JVM_LoadLibrary(const char *name, jboolean throwing) {
  (void)throwing;
  return dlopen(name, RTLD_LAZY);
}

JNIEXPORT void JVM_UnloadLibrary(void *library) { dlclose(library); }

JNIEXPORT void *JVM_FindLibraryEntry(void *library, const char *name) {
  return dlsym(library, name);
}

JNIEXPORT jboolean JVM_IsSupportedJNIVersion(jint version) {
  return version >= JNI_VERSION_1_2 && version <= JNI_VERSION_24;
}

/* The monitors of libzip. */
JNIEXPORT void *JVM_RawMonitorCreate(void) {
  pthread_mutex_t *mutex = malloc(sizeof *mutex);
  pthread_mutexattr_t attributes;
  if (mutex) {
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  return mutex;
}

JNIEXPORT void JVM_RawMonitorDestroy(void *mutex) {
  pthread_mutex_destroy(mutex);
  free(mutex);
}

JNIEXPORT jint JVM_RawMonitorEnter(void *mutex) { return pthread_mutex_lock(mutex); }

JNIEXPORT void JVM_RawMonitorExit(void *mutex) { pthread_mutex_unlock(mutex); }

/* For the functions that are generated. */
__attribute__((noreturn)) static void unreached(const char *name) {
  fprintf(stderr, "gcert: this native image has no %s\n", name);
  abort();
}

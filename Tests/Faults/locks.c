/* Tells the thread sanitizer of Synchronization.Mutex.
 *
 * Its fast paths are compiled into our code and seen. When threads contend for a lock, the library takes and frees it, which
 * is not built for the sanitizer: what the lock guards then looks raced. This library stands before these three functions (by
 * LD_PRELOAD) and reports what they do. The names are those of the compiled functions; should they change, the reports come
 * back, and nothing is hidden.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SELF __attribute__((swift_context)) void *self
#define SWIFT __attribute__((swiftcall))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

/* Of the sanitizer; not there in a program that was built without it. */
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

SWIFT void take(uint32_t thread, SELF) __asm__(LOCK);
SWIFT bool try_to_take(SELF) __asm__(TRY_LOCK);
SWIFT void give(SELF) __asm__(UNLOCK);

SWIFT void take(uint32_t thread, SELF)
{
    ((SWIFT void (*)(uint32_t, SELF)) dlsym(RTLD_NEXT, LOCK))(thread, self);
    if (__tsan_acquire)
        __tsan_acquire(self);
}

SWIFT bool try_to_take(SELF)
{
    bool is_taken = ((SWIFT bool (*)(SELF)) dlsym(RTLD_NEXT, TRY_LOCK))(self);
    if (is_taken && __tsan_acquire)
        __tsan_acquire(self);
    return is_taken;
}

SWIFT void give(SELF)
{
    if (__tsan_release)
        __tsan_release(self);
    ((SWIFT void (*)(SELF)) dlsym(RTLD_NEXT, UNLOCK))(self);
}

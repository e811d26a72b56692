/* Loaded before the C library: the time of day is that of the machine, and as many seconds as a file says. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t id, struct timespec *at)
{
	int failed = (int)syscall(SYS_clock_gettime, id, at);
	const char *path = getenv("CLOCK_AHEAD");
	if (failed || id != CLOCK_REALTIME || !path)
		return failed;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file >= 0) {
		char text[32] = { 0 };
		if (read(file, text, sizeof text - 1) > 0)
			at->tv_sec += atol(text);
		close(file);
	}
	return 0;
}

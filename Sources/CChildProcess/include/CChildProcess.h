// What Swift's view of glibc leaves out for starting a child: see posix_spawn(3), "Linux-specific" parts.
#ifndef C_CHILD_PROCESS_H
#define C_CHILD_PROCESS_H

#include <sys/types.h>

/// Starts a program as the leader of a session of its own, in a folder, with nothing but three files: no input, and the two
/// outputs given. It inherits neither signal mask nor ignored signals.
///
/// Returns 0, or an error number.
int cchild_start(
    pid_t *child, char *const arguments[], char *const environment[], const char *folder, int output, int complaints);

/// Makes a pipe whose ends no program inherits by chance; reading from it never waits. Returns 0 or -1, as pipe(2) does.
int cchild_pipe(int ends[2]);

#endif

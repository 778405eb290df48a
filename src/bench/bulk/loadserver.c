/*
 * A mail server to measure clients against: SMTP with STARTTLS and nothing behind it.
 *
 *   loadserver PORT GOOD.pem EXPIRED.pem
 *
 * It listens on every loopback address of IPv4 and behaves by the last octet of the address that the
 * client has chosen, so that one process stands for thousands of servers:
 *
 *   101 silent after accept      102 reset at once           103 no STARTTLS offered
 *   104 451 in place of greeting 105 expired certificate     106 454 to STARTTLS
 *   any other: in order
 *
 * A PEM file holds a chain, end entity first, and its key. A thread a connection: the cost of a
 * handshake is far above that of a thread.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SILENT = 101, RESET, NO_STARTTLS, BUSY, EXPIRED, TLS_BUSY };

static SSL_CTX *good;
static SSL_CTX *expired;

static SSL_CTX *context(const char *file) {
  SSL_CTX *made = SSL_CTX_new(TLS_server_method());
  if (!made || SSL_CTX_use_certificate_chain_file(made, file) != 1 ||
      SSL_CTX_use_PrivateKey_file(made, file, SSL_FILETYPE_PEM) != 1) {
    ERR_print_errors_fp(stderr);
    exit(1);
  }
  SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(made, 0);
  return made;
}

/* Reads up to the end of a line; 0 when the client has gone. */
static int command(int fd, char *line, size_t room) {
  size_t length = 0;
  while (length + 1 < room) {
    ssize_t count = read(fd, line + length, room - 1 - length);
    if (count <= 0) return 0;
    length += (size_t)count;
    line[length] = 0;
    if (line[length - 1] == '\n') return 1;
  }
  return 0;
}

static int say(int fd, const char *text) {
  return write(fd, text, strlen(text)) == (ssize_t)strlen(text);
}

/* Inside TLS: answers EHLO and QUIT, until the client leaves. */
static void serve_tls(int fd, SSL_CTX *identity) {
  SSL *tls = SSL_new(identity);
  SSL_set_fd(tls, fd);
  if (SSL_accept(tls) == 1) {
    char line[1024];
    int count;
    while ((count = SSL_read(tls, line, sizeof line - 1)) > 0) {
      int quit = strncasecmp(line, "QUIT", 4) == 0;
      const char *reply = quit ? "221 bye\r\n" : "250 load\r\n";
      if (SSL_write(tls, reply, (int)strlen(reply)) <= 0 || quit) break;
    }
    SSL_shutdown(tls);
  }
  ERR_clear_error();
  SSL_free(tls);
}

static void converse(int fd, int kind) {
  char line[1024];
  if (kind == SILENT) {
    command(fd, line, sizeof line);
    return;
  }
  if (kind == BUSY) {
    say(fd, "451 busy\r\n");
    command(fd, line, sizeof line);
    return;
  }
  if (!say(fd, "220 load ESMTP\r\n")) return;
  while (command(fd, line, sizeof line)) {
    if (strncasecmp(line, "EHLO", 4) == 0) {
      say(fd, kind == NO_STARTTLS ? "250 load\r\n" : "250-load\r\n250 STARTTLS\r\n");
    } else if (strncasecmp(line, "STARTTLS", 8) == 0 && kind == TLS_BUSY) {
      say(fd, "454 try later\r\n");
    } else if (strncasecmp(line, "STARTTLS", 8) == 0 && kind != NO_STARTTLS) {
      if (say(fd, "220 go ahead\r\n")) serve_tls(fd, kind == EXPIRED ? expired : good);
      return;
    } else if (strncasecmp(line, "QUIT", 4) == 0) {
      say(fd, "221 bye\r\n");
      return;
    } else {
      say(fd, "502 no\r\n");
    }
  }
}

static void *connection(void *argument) {
  int fd = (int)(intptr_t)argument;
  struct sockaddr_in local;
  socklen_t size = sizeof local;
  int kind = 0;
  if (getsockname(fd, (struct sockaddr *)&local, &size) == 0) {
    kind = (int)(ntohl(local.sin_addr.s_addr) & 0xff);
  }
  if (kind == RESET) {
    struct linger at_once = {1, 0};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  } else {
    converse(fd, kind);
  }
  close(fd);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: loadserver PORT GOOD.pem EXPIRED.pem\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  good = context(argv[2]);
  expired = context(argv[3]);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  int yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
  any.sin_addr.s_addr = htonl(INADDR_ANY);
  if (bind(listener, (struct sockaddr *)&any, sizeof any) != 0 || listen(listener, 4096) != 0) {
    perror("loadserver");
    return 1;
  }
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 256 * 1024);
  pthread_attr_setdetachstate(&small, PTHREAD_CREATE_DETACHED);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd < 0) continue;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    pthread_t thread;
    if (pthread_create(&thread, &small, connection, (void *)(intptr_t)fd) != 0) close(fd);
  }
}

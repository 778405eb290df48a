/* A TLS server over mbed TLS: mbedtls-server CERT KEY PORT SUITE[,SUITE...] [SETTING...]. Accepts
 * connections one by one. The settings:
 *
 *   min=N, max=N           minor versions: 1 is TLS 1.0, 3 is TLS 1.2
 *   curves=NAME,...        in the server's order: secp256r1, x25519 ...
 *   hashes=NAME,...        of its signatures: SHA512, SHA256 ...
 *   alpn=NAME,...          in the server's order
 *   pair=CERT,KEY          a second certificate
 *   without=NAME           etm, ems or tickets
 *   dh=BITS                2048 or 3072: the group of RFC 3526
 */
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/dhm.h>
#include <mbedtls/ecp.h>
#include <mbedtls/entropy.h>
#include <mbedtls/md.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>
#include <mbedtls/ssl_ticket.h>
#include <mbedtls/x509_crt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 64 };

static mbedtls_ssl_config conf;
static mbedtls_x509_crt certs[2];
static mbedtls_pk_context keys[2];
static int suites[MOST], hashes[MOST], tickets = 1;
static mbedtls_ecp_group_id curves[MOST];
static const char *protocols[MOST];

static void fail(const char *what) {
  fprintf(stderr, "cannot be set: %s\n", what);
  exit(3);
}

/* Cuts a list at its commas. */
static int cut(char *list, char **words) {
  int count = 0;
  for (char *word = strtok(list, ","); word && count < MOST - 1; word = strtok(NULL, ",")) words[count++] = word;
  return count;
}

static void show(int number, const char *cert, const char *key) {
  mbedtls_x509_crt_init(&certs[number]);
  mbedtls_pk_init(&keys[number]);
  if (mbedtls_x509_crt_parse_file(&certs[number], cert) || mbedtls_pk_parse_keyfile(&keys[number], key, NULL) ||
      mbedtls_ssl_conf_own_cert(&conf, &certs[number], &keys[number]))
    fail(cert);
}

static void dh(int bits) {
  static const unsigned char p2048[] = MBEDTLS_DHM_RFC3526_MODP_2048_P_BIN, p3072[] = MBEDTLS_DHM_RFC3526_MODP_3072_P_BIN;
  static const unsigned char g[] = {2};
  if (bits == 2048 ? mbedtls_ssl_conf_dh_param_bin(&conf, p2048, sizeof p2048, g, 1)
                   : mbedtls_ssl_conf_dh_param_bin(&conf, p3072, sizeof p3072, g, 1))
    fail("dh");
}

static void set(char *setting) {
  char *words[MOST], *value = strchr(setting, '=');
  int count;
  if (!value) fail(setting);
  *value++ = 0;
  count = cut(value, words);
  if (!strcmp(setting, "min")) {
    mbedtls_ssl_conf_min_version(&conf, MBEDTLS_SSL_MAJOR_VERSION_3, atoi(value));
  } else if (!strcmp(setting, "max")) {
    mbedtls_ssl_conf_max_version(&conf, MBEDTLS_SSL_MAJOR_VERSION_3, atoi(value));
  } else if (!strcmp(setting, "curves")) {
    for (int i = 0; i < count; i++) {
      const mbedtls_ecp_curve_info *curve = mbedtls_ecp_curve_info_from_name(words[i]);
      if (!curve) fail(words[i]);
      curves[i] = curve->grp_id;
    }
    curves[count] = MBEDTLS_ECP_DP_NONE;
    mbedtls_ssl_conf_curves(&conf, curves);
  } else if (!strcmp(setting, "hashes")) {
    for (int i = 0; i < count; i++) {
      const mbedtls_md_info_t *hash = mbedtls_md_info_from_string(words[i]);
      if (!hash) fail(words[i]);
      hashes[i] = mbedtls_md_get_type(hash);
    }
    hashes[count] = MBEDTLS_MD_NONE;
    mbedtls_ssl_conf_sig_hashes(&conf, hashes);
  } else if (!strcmp(setting, "alpn")) {
    memcpy(protocols, words, count * sizeof *words);
    if (mbedtls_ssl_conf_alpn_protocols(&conf, protocols)) fail(value);
  } else if (!strcmp(setting, "pair") && count == 2) {
    show(1, words[0], words[1]);
  } else if (!strcmp(setting, "dh")) {
    dh(atoi(value));
  } else if (!strcmp(setting, "without") && !strcmp(value, "etm")) {
    mbedtls_ssl_conf_encrypt_then_mac(&conf, MBEDTLS_SSL_ETM_DISABLED);
  } else if (!strcmp(setting, "without") && !strcmp(value, "ems")) {
    mbedtls_ssl_conf_extended_master_secret(&conf, MBEDTLS_SSL_EXTENDED_MS_DISABLED);
  } else if (!strcmp(setting, "without") && !strcmp(value, "tickets")) {
    tickets = 0;
  } else {
    fail(setting);
  }
}

int main(int argc, char **argv) {
  mbedtls_net_context listening, client;
  mbedtls_entropy_context entropy;
  mbedtls_ctr_drbg_context random;
  mbedtls_ssl_ticket_context ticket;
  char *names[MOST];
  int count;
  if (argc < 5) return 2;
  signal(SIGPIPE, SIG_IGN);
  mbedtls_net_init(&listening);
  mbedtls_entropy_init(&entropy);
  mbedtls_ctr_drbg_init(&random);
  mbedtls_ssl_config_init(&conf);
  mbedtls_ssl_ticket_init(&ticket);
  count = cut(argv[4], names);
  for (int i = 0; i < count; i++)
    if ((suites[i] = mbedtls_ssl_get_ciphersuite_id(names[i])) == 0) fail(names[i]);
  if (mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, NULL, 0) ||
      mbedtls_net_bind(&listening, "127.0.0.1", argv[3], MBEDTLS_NET_PROTO_TCP) ||
      mbedtls_ssl_config_defaults(&conf, MBEDTLS_SSL_IS_SERVER, MBEDTLS_SSL_TRANSPORT_STREAM,
                                  MBEDTLS_SSL_PRESET_DEFAULT))
    fail("the defaults");
  mbedtls_ssl_conf_rng(&conf, mbedtls_ctr_drbg_random, &random);
  mbedtls_ssl_conf_min_version(&conf, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_1);
  mbedtls_ssl_conf_ciphersuites(&conf, suites);
  show(0, argv[1], argv[2]);
  for (int i = 5; i < argc; i++) set(argv[i]);
  if (tickets) {
    if (mbedtls_ssl_ticket_setup(&ticket, mbedtls_ctr_drbg_random, &random, MBEDTLS_CIPHER_AES_256_GCM, 86400))
      fail("tickets");
    mbedtls_ssl_conf_session_tickets_cb(&conf, mbedtls_ssl_ticket_write, mbedtls_ssl_ticket_parse, &ticket);
  }
  for (;;) {
    mbedtls_ssl_context ssl;
    unsigned char octets[256];
    mbedtls_net_init(&client);
    if (mbedtls_net_accept(&listening, &client, NULL, 0, NULL)) continue;
    mbedtls_ssl_init(&ssl);
    if (mbedtls_ssl_setup(&ssl, &conf) == 0) {
      mbedtls_ssl_set_bio(&ssl, &client, mbedtls_net_send, mbedtls_net_recv, NULL);
      if (mbedtls_ssl_handshake(&ssl) == 0)
        while (mbedtls_ssl_read(&ssl, octets, sizeof octets) > 0) {}
    }
    mbedtls_ssl_free(&ssl);
    mbedtls_net_free(&client);
  }
}

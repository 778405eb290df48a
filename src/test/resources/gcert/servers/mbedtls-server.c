/* A TLS server over mbed TLS: mbedtls-server CERT KEY PORT SUITE. Accepts connections one by one. */
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>
#include <signal.h>
#include <stdio.h>

int main(int argc, char **argv) {
  mbedtls_net_context listening, client;
  mbedtls_entropy_context entropy;
  mbedtls_ctr_drbg_context random;
  mbedtls_x509_crt cert;
  mbedtls_pk_context key;
  mbedtls_ssl_config conf;
  int suites[2] = {0, 0};
  if (argc != 5) return 2;
  signal(SIGPIPE, SIG_IGN);
  mbedtls_net_init(&listening);
  mbedtls_entropy_init(&entropy);
  mbedtls_ctr_drbg_init(&random);
  mbedtls_x509_crt_init(&cert);
  mbedtls_pk_init(&key);
  mbedtls_ssl_config_init(&conf);
  suites[0] = mbedtls_ssl_get_ciphersuite_id(argv[4]);
  if (suites[0] == 0) { fprintf(stderr, "no such suite\n"); return 3; }
  if (mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, NULL, 0) ||
      mbedtls_x509_crt_parse_file(&cert, argv[1]) ||
      mbedtls_pk_parse_keyfile(&key, argv[2], NULL) ||
      mbedtls_net_bind(&listening, "127.0.0.1", argv[3], MBEDTLS_NET_PROTO_TCP) ||
      mbedtls_ssl_config_defaults(&conf, MBEDTLS_SSL_IS_SERVER, MBEDTLS_SSL_TRANSPORT_STREAM,
                                  MBEDTLS_SSL_PRESET_DEFAULT) ||
      mbedtls_ssl_conf_own_cert(&conf, &cert, &key)) {
    fprintf(stderr, "cannot be set up\n");
    return 4;
  }
  mbedtls_ssl_conf_rng(&conf, mbedtls_ctr_drbg_random, &random);
  mbedtls_ssl_conf_min_version(&conf, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_1);
  mbedtls_ssl_conf_ciphersuites(&conf, suites);
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

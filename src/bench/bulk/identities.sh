# Makes ca.pem, good.pem and expired.pem (chain and key) in the current folder; sourced.

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1"; }
key ca.key
openssl req -x509 -new -key ca.key -subj /O=Bench/CN=Root -days 30 -out ca.pem
leaf() {
  key "$1.key"
  openssl req -new -key "$1.key" -subj /CN=load.example.net -out "$1.csr"
  printf 'subjectAltName=DNS:load.example.net\nextendedKeyUsage=serverAuth\nauthorityKeyIdentifier=keyid\nkeyUsage=digitalSignature\nbasicConstraints=CA:FALSE\n' > "$1.ext"
  openssl ca -batch -notext -config ca.cnf -in "$1.csr" -out "$1.crt" -extfile "$1.ext" \
    -startdate "$2" -enddate "$3" 2> ca.log || { cat ca.log; exit 1; }
  cat "$1.crt" "$1.key" > "$1.pem"
}
cat > ca.cnf <<'CNF'
[ca]
default_ca=d
[d]
database=index.txt
rand_serial=yes
new_certs_dir=.
certificate=ca.pem
private_key=ca.key
default_md=sha256
policy=p
unique_subject=no
[p]
commonName=supplied
CNF
: > index.txt
leaf good "$(date -u -d yesterday +%Y%m%d%H%M%SZ)" "$(date -u -d '+20 days' +%Y%m%d%H%M%SZ)"
leaf expired "$(date -u -d '-20 days' +%Y%m%d%H%M%SZ)" "$(date -u -d yesterday +%Y%m%d%H%M%SZ)"

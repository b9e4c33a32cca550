/** Lines to copy into a terminal: plain ASCII, or they fail where they are pasted. */
export const opensslCommands = {
  make: 'openssl req -x509 -newkey rsa:2048 -sha256 -noenc -days 365 -subj "/CN=Seatwise" -keyout private-key.pem -out certificate.crt',
  inspect: "openssl x509 -in certificate.crt -noout -enddate -fingerprint -sha1",
  splitCertificate: "openssl pkcs12 -in path.p12 -clcerts -nokeys -out certificate.crt",
  splitKey: "openssl pkcs12 -in path.p12 -nocerts -noenc -out private-key.pem",
} as const;

export const proxySettings = `HTTPS_PROXY=http://proxy.example.com:8080
NO_PROXY=localhost,127.0.0.1
NODE_EXTRA_CA_CERTS=/etc/ssl/certs/proxy-ca.pem`;

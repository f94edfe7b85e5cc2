-- An XMPP server for tests and demonstrations: loopback only, no TLS, no other servers.

-- It runs as whoever starts it and needs nothing that only root may, but its folder can lie where no other user may look.
run_as_root = true
daemonize = false

local folder = ${folder}
data_path = folder .. "/data"
certificates = folder .. "/certs"
plugin_paths = { "/usr/lib/prosody/modules" }
log = { { levels = { min = "info" }, to = "console", timestamps = true } }

interfaces = { "127.0.0.1" }
c2s_ports = { ${client_port} }
c2s_direct_tls_ports = {}
component_interfaces = { "127.0.0.1" }
component_ports = { ${component_port} }
s2s_ports = {}
s2s_direct_tls_ports = {}
http_ports = {}
https_ports = {}

-- With Nagle's algorithm a component link waits for delayed acknowledgements: a quarter of the throughput, with an idle processor.
network_settings = { nagle = false }

modules_enabled = { "posix", "disco", "roster", "saslauth", "ping", "pep", "carbons", "time", "version", "vcard_legacy", "blocklist" }
modules_disabled = { "s2s", "tls" }

authentication = "internal_plain"
storage = "internal"
c2s_require_encryption = false
allow_unencrypted_plain_auth = true

# What the service is told.

head-setting = Setting
head-value = Value
head-from = From
from-flag = flag
from-variable = variable
from-file = file
from-usual = usual
config-none = none
config-fault = fault
config-warning = mind
config-good = The service can be started with this.
config-bad = { $n ->
    [one] { $n } fault: mend it, and check again.
   *[other] { $n } faults: mend them, and check again.
 }
config-twice = { $address } is named twice. Give each its own port.
config-metrics-open = Metrics are told at { $address } to whoever asks, without encryption. Choose an address of this machine, or let a firewall in front let in who reads them.
config-expired = The certificate in { $path } has ended. Renew it; SIGHUP makes the service take the new one.
config-not-yet = The certificate in { $path } is not good yet. Wait for its first day, or mend the machine’s clock.
config-not-for = The certificate in { $path } is not for { $name }. Have one made for this name, or leave the name out.
config-no-certificate = { $path } holds no certificate of a server.
config-key-open = { $path } can be read by others on this machine: chmod 600.
config-unknown = The variable { $name } is known to nobody here: is it typed right?
certificate-unreadable = { $path } can’t be read: { $why }. Name another file, or let the service’s user read it.
certificate-not-pem = { $path } holds no { $why ->
    [certificate] certificate
   *[other] private key
 } as PEM. Name the file that does.
certificate-not-its-key = The key in { $path } is not that of the certificate, or of a kind nobody here knows: { $why }. Name the key it was made with.
certificate-own = A certificate of the service’s own can’t be made: { $why }.

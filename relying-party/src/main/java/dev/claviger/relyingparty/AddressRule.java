package dev.claviger.relyingparty;

import java.net.InetAddress;

/** Which addresses a provider may lead this program to. Asked of the very address that is then connected to. */
@FunctionalInterface
public interface AddressRule {

    /** @param isEncrypted whether the connection would be https */
    boolean permits(InetAddress address, boolean isEncrypted);

    /** For a provider that the operator of this program has chosen: any address by https, this machine also without. */
    static AddressRule httpsUnlessLoopback() {
        return (address, isEncrypted) -> isEncrypted || address.isLoopbackAddress();
    }
}

package dev.claviger.quickstart.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void an_offset_moves_every_port() {
        assertThat(Ports.standard(10)).isEqualTo(new Ports(8090, 9090, 8091, 9091, 8092, 9092, 8100, 8553));
    }

    @Test
    void a_taken_port_is_named_with_its_purpose_and_the_way_out() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket other = new ServerSocket(ports.token(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::requireFree).isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " is in use")
                    .hasMessageContaining("token-service")
                    .hasMessageContaining("--port-offset");
        }
    }
}

package dev.claviger.gateway.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentHostsTest {

    private final RecentHosts hosts = new RecentHosts();

    private static Environment environment(String host) {
        return new Environment(new EnvironmentRecord(new TenantId("acme"), new EnvironmentName("prod"), List.of(host), List.of("http://a.test:1"), "urn:acme", List.of(), false, List.of(), EnvironmentLimits.NONE));
    }

    @Test
    void knows_what_was_found_and_nothing_else() {
        Environment found = environment("a.test");
        assertThat(hosts.get("a.test")).isNull();

        hosts.put("a.test", found);

        assertThat(hosts.get("a.test")).isSameAs(found);
        assertThat(hosts.get("b.test")).isNull();
    }

    @Test
    void never_takes_one_host_for_another_however_many_fall_on_one_slot() {
        List<String> many = IntStream.range(0, 2_000).mapToObj(number -> "h" + number + ".test").toList();
        for (String host : many) {
            hosts.put(host, environment(host));
        }
        for (String host : many) {
            Environment known = hosts.get(host);
            assertThat(known == null || known.hosts().equals(List.of(host))).as(host).isTrue();
        }
        assertThat(many).filteredOn(host -> hosts.get(host) != null).hasSizeBetween(1, 256);
    }
}

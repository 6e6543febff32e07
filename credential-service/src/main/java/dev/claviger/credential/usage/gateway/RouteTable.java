package dev.claviger.credential.usage.gateway;

import java.util.List;
import java.util.Map;

import dev.claviger.contract.Fields;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * A table of routes as a gateway told it.
 *
 * @param size   how many there are
 * @param routes by id; of a long table the first
 */
public record RouteTable(int size, List<ToldRoute> routes) {

    /** @throws IllegalArgumentException when it is none */
    static RouteTable parse(String told) {
        try {
            Map<String, Object> members = new JsonObject(told).getMap();
            Fields fields = new Fields(members);
            return new RouteTable((int) fields.number("size"), fields.objects("routes", ToldRoute::of));
        } catch (DecodeException | ClassCastException noTable) {
            throw new IllegalArgumentException("gateway: table: JSON with size and routes expected");
        }
    }
}

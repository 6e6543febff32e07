package dev.claviger.credential.edge;

import java.io.IOException;
import java.time.Duration;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** How durations are answered: whole days as {@code P30D}, the way people send them, and not as {@code PT720H}. */
@Singleton
class DurationForm implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper json) {
        json.registerModule(new SimpleModule().addSerializer(Duration.class, new Writing()));
    }

    /** After the module of java.time, whose form it replaces. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    static String text(Duration duration) {
        boolean isWholeDays = !duration.isZero() && duration.equals(Duration.ofDays(duration.toDays()));
        return isWholeDays ? "P" + duration.toDays() + "D" : duration.toString();
    }

    private static final class Writing extends StdScalarSerializer<Duration> {

        private static final long serialVersionUID = 1L;

        Writing() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration duration, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text(duration));
        }
    }
}

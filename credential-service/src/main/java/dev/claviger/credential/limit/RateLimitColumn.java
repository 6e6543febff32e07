package dev.claviger.credential.limit;

import java.time.Duration;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import dev.claviger.contract.RateLimit;

/** A limit as the database keeps it: {@code 50 per PT1M}; null where there is none. */
@Converter
public final class RateLimitColumn implements AttributeConverter<RateLimit, String> {

    private static final String PER = " per ";

    public static RateLimit read(String column) {
        if (column == null) {
            return null;
        }
        int per = column.indexOf(PER);
        return new RateLimit(Long.parseLong(column.substring(0, per)), Duration.parse(column.substring(per + PER.length())));
    }

    @Override
    public String convertToDatabaseColumn(RateLimit limit) {
        return limit == null ? null : limit.requests() + PER + limit.per();
    }

    @Override
    public RateLimit convertToEntityAttribute(String column) {
        return read(column);
    }
}

package dev.claviger.token.login;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.util.List;

/** Hears of sessions that end because somebody ends them, in the same transaction: who fails here keeps them open. */
public interface SessionEnding {

    Future<Void> ending(SqlConnection transaction, List<Session> sessions);
}

package dev.claviger.gateway.forward;

import dev.claviger.gateway.forward.header.AnswerHeaders;
import dev.claviger.gateway.forward.upload.BodyLimits;
import dev.claviger.gateway.forward.upstream.UpstreamMetrics;

/** What is the same for all requests of one event loop. */
record Terms(Patience patience, BodyLimits body, AnswerHeaders answerHeaders, UpstreamMetrics metrics) {
}

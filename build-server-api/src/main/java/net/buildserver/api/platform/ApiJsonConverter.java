package net.buildserver.api.platform;

import net.buildserver.domain.protocol.AgentProtocol;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads bodies strictly: what the API does not know, it refuses, so that a typing error never passes for a default. Only the
 * records of the agent protocol ignore unknown fields, so that newer agents may talk to older servers.
 */
final class ApiJsonConverter extends JacksonJsonHttpMessageConverter {
    private static final String PROTOCOL_PACKAGE = AgentProtocol.class.getPackageName();

    ApiJsonConverter(JsonMapper json) {
        super(strict(json));
    }

    static JsonMapper strict(JsonMapper json) {
        return json.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Enum, text -> text.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .build();
    }

    @Override
    protected ObjectReader customizeReader(ObjectReader reader, JavaType type) {
        return type.getRawClass().getPackageName().equals(PROTOCOL_PACKAGE)
                ? reader.without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                : reader;
    }
}

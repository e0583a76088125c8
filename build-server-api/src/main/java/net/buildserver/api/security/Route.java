package net.buildserver.api.security;

import org.springframework.http.HttpMethod;

/**
 * A route and who may use it.
 *
 * @param method HTTP method; GET stands for HEAD as well
 * @param pattern path with variables in braces
 * @param access who may use it
 */
public record Route(HttpMethod method, String pattern, Access access) {}

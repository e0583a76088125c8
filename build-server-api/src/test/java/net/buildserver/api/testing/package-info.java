/** The application started for tests, and a client that sends exactly the bytes it is told to. */
package net.buildserver.api.testing;

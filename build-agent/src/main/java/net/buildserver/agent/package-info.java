/** The build agent: a daemon that asks the server for builds, runs them with the dotnet command line and reports. */
@NullMarked
package net.buildserver.agent;

import org.jspecify.annotations.NullMarked;

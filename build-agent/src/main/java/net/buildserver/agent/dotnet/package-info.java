/** What the agent knows about dotnet: installations, command lines, output, test results, projects. */
@NullMarked
package net.buildserver.agent.dotnet;

import org.jspecify.annotations.NullMarked;

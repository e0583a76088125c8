package net.buildserver.orchestrator.tasks;

import net.buildserver.orchestrator.builds.BuildLifecycle;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.queue.ReadyTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class TasksConfiguration {
    @Bean
    BuildLocks buildLocks(JdbcClient jdbc) {
        return new BuildLocks(jdbc);
    }

    @Bean
    AddedTasks addedTasks(JdbcClient jdbc, CapableAgents agents) {
        return new AddedTasks(jdbc, agents);
    }

    @Bean
    TaskRetries taskRetries(BuildLocks locks, Tasks tasks, Signals signals) {
        return new TaskRetries(locks, tasks, signals);
    }

    @Bean
    QueuedBuilds queuedBuilds(JdbcClient jdbc, ReadyTasks ready) {
        return new QueuedBuilds(jdbc, ready);
    }

    @Bean
    Tasks tasks(JdbcClient jdbc, BuildLifecycle builds, ReadyTasks ready) {
        return new Tasks(jdbc, new TaskGraph(jdbc), builds, ready);
    }
}

package io.slipstream.dashboard.mode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** The flag that is shared with the worker. */
@Timeout(60)
class TradingModePropertiesTest {

    private final ApplicationContextRunner dashboard = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Binding.class);

    @Test
    void isPaperUnlessToldOtherwise() {
        dashboard.run(context ->
                assertThat(mode(context.getBean(TradingModeProperties.class))).isEqualTo(TradingMode.PAPER));
        dashboard
                .withPropertyValues("EXECUTION_MODE=live")
                .run(context -> assertThat(mode(context.getBean(TradingModeProperties.class)))
                        .isEqualTo(TradingMode.LIVE));
    }

    @Test
    void refusesToStartWithAModeThatDoesNotExist() {
        dashboard
                .withPropertyValues("EXECUTION_MODE=pretend")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("pretend"));
    }

    private static TradingMode mode(TradingModeProperties properties) {
        return properties.executionMode();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TradingModeProperties.class)
    static class Binding {}
}

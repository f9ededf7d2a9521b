package io.slipstream.dashboard.mode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mode to show while the database does not say.
 *
 * @param executionMode what the worker is configured with: EXECUTION_MODE
 */
@ConfigurationProperties("dashboard")
record TradingModeProperties(@DefaultValue("paper") TradingMode executionMode) {}

package org.campussentry.ingest.journal;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * PostgreSQL keeps any text but one with a character 0. Somebody who sends one must not keep the
 * journal from taking what stands beside it.
 */
final class StorableText extends AbstractArgumentFactory<String> {
  StorableText() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    return (position, statement, context) ->
        statement.setString(position, value.replace('\0', '\uFFFD'));
  }
}

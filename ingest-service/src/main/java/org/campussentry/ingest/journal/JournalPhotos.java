package org.campussentry.ingest.journal;

import java.util.Optional;
import org.campussentry.ingest.web.Photo;
import org.campussentry.ingest.web.PhotoStore;
import org.jdbi.v3.core.Jdbi;

/** {@link PhotoStore} in the journal: what is backed up is whole. */
public final class JournalPhotos implements PhotoStore {
  private final Jdbi jdbi;
  private final OwnRows own;

  JournalPhotos(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public boolean add(Photo photo) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "INSERT INTO alert_photo VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    photo.alert(),
                    photo.about().type(),
                    photo.about().digest(),
                    photo.content(),
                    photo.about().by(),
                    photo.about().at()))
        == 1;
  }

  @Override
  public Optional<Photo> find(String alert) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM alert_photo WHERE alert = :alert AND " + own.byAlert())
                .bind("alert", alert)
                .map(
                    (rs, ctx) ->
                        new Photo(
                            rs.getString("alert"),
                            rs.getString("type"),
                            rs.getBytes("content"),
                            rs.getString("added_by"),
                            rs.getLong("added_at")))
                .findOne());
  }

  @Override
  public Optional<Photo.About> about(String alert) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT type, LENGTH(content) AS bytes, digest, added_by, added_at FROM alert_photo"
                        + " WHERE alert = :alert AND "
                        + own.byAlert())
                .bind("alert", alert)
                .map(
                    (rs, ctx) ->
                        new Photo.About(
                            rs.getString("type"),
                            rs.getInt("bytes"),
                            rs.getString("digest"),
                            rs.getString("added_by"),
                            rs.getLong("added_at")))
                .findOne());
  }
}

package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Run records as JSON, which users' scripts read. */
class RunRecordTest {
  private static final RunRecord RECORD = Records.of("20261122T020000Z");

  @Test
  void aRecordComesBackFromItsJson() {
    assertEquals(RECORD, Json.read(Json.write(RECORD), RunRecord.class));
  }

  @Test
  void keysAreSnakeCase() {
    String json = Json.write(RECORD);
    for (String key :
        new String[] {
          "\"run\" : \"20261122T020000Z\"",
          "\"outcome\" : \"complete\"",
          "\"bytes_read\" : 1099511627776",
          "\"cpu_seconds\" : 0.5",
          "\"seconds\" : 7.25"
        }) {
      assertTrue(json.contains(key), json);
    }
  }

  @Test
  void keysOfALaterVersionArePassedOver() {
    String json =
        Json.write(RECORD)
            .replaceFirst("\\{", "{ \"weather\" : { \"sun\" : [1] },")
            .replace("\"waves\"", "\"storms\" : 3, \"waves\"");
    assertEquals(RECORD, Json.read(json, RunRecord.class));
  }

  @Test
  void whatIsNotThereIsNotWritten() {
    assertFalse(
        Json.write(new Lease("t", "j", null, "h", 1, "", "s", "b")).contains("null"),
        "absent instead of null");
  }

  @Test
  void whatIsNoRecordIsRefused() {
    for (String json : new String[] {"", "{", "[]", "{\"seconds\": \"long\"}"}) {
      assertThrows(IllegalArgumentException.class, () -> Json.read(json, RunRecord.class), json);
    }
  }
}

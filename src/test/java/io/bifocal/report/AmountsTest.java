package io.bifocal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AmountsTest {
  @Test
  void numbersAreShort() {
    assertEquals("0", Amounts.number(0));
    assertEquals("0.00123", Amounts.number(0.0012345));
    assertEquals("1.23", Amounts.number(1.2345));
    assertEquals("12.3", Amounts.number(12.345));
    assertEquals("12,346", Amounts.number(12345.6));
    assertEquals("1 file", Amounts.count(1, "file"));
    assertEquals("1,000 files", Amounts.count(1000, "file"));
  }

  @Test
  void durationsHaveTwoUnits() {
    assertEquals("0.5 s", Amounts.duration(0.5));
    assertEquals("2 min 7 s", Amounts.duration(127.2));
    assertEquals("1 h 0 min", Amounts.duration(3600));
    assertEquals("47 h 59 min", Amounts.duration(48 * 3600 - 1));
    assertEquals("2 days 1 h", Amounts.duration(49 * 3600));
  }

  @Test
  void unitsFollowTheSize() {
    assertEquals("1023 B", Amounts.bytes(1023));
    assertEquals("1.50 KiB", Amounts.bytes(1536));
    assertEquals("2.00 TiB", Amounts.bytes(2.0 * (1L << 40)));
    assertEquals("50.0 Wh", Amounts.energy(0.05));
    assertEquals("1.20 kWh", Amounts.energy(1.2));
    assertEquals("999 g", Amounts.mass(999));
    assertEquals("1.00 kg", Amounts.mass(1000));
    assertEquals("0 %", Amounts.share(0, 0));
    assertEquals("33.3 %", Amounts.share(1, 3));
  }
}

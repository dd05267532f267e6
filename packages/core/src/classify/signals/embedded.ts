import type { Signal } from "../types.ts";
import { files, share, states, uses } from "./conditions.ts";

/** Firmware, and libraries and tools for it. */
export const EMBEDDED_SIGNALS: Signal[] = [
  {
    preset: "embedded",
    weight: 1,
    what: "runtime or hardware library of microcontrollers",
    when: uses({
      cargo: `cortex-m cortex-m-rt embedded-hal embedded-hal-async embassy-executor embassy-stm32 embassy-nrf embassy-rp esp-hal esp-idf-hal
        esp-idf-svc esp-idf-sys rp2040-hal rp-pico rp235x-hal stm32f1xx-hal stm32f3xx-hal stm32f4xx-hal stm32h7xx-hal nrf52840-hal nrf-hal-common
        avr-device arduino-hal riscv-rt riscv rtic microbit microbit-v2 atsamd-hal stm32f0 stm32f1 stm32f4`,
      go: "tinygo.org/x/drivers tinygo.org/x/bluetooth periph.io/x/host",
      python: "adafruit-blinka micropython micropython-stubs rpi-gpio gpiozero circuitpython-stubs",
      cpp: "pico_sdk_init pico_sdk_import idf_component_register esp-idf zephyr zephyr_library mbed-os nrf nrfx stm32cube cmsis picosdk",
      npm: "johnny-five onoff pigpio @espruino-tools/core moddable",
      hex: "nerves nerves_runtime circuits_gpio",
      nuget: "nanoframework.corelibrary system.device.gpio iot.device.bindings",
    }),
  },
  { preset: "embedded", weight: 1, what: "PlatformIO board", when: states(["platformio.env"]) },
  { preset: "embedded", weight: 0.6, what: "PlatformIO project", when: states(["platformio.project"]) },
  { preset: "embedded", weight: 0.8, what: "Zephyr workspace", when: states(["zephyr.manifest"]) },
  {
    preset: "embedded",
    weight: 0.6,
    what: "Zephyr application or board",
    when: files("**/prj.conf **/zephyr/module.yml **/{boards,board}/**/*.{dts,overlay} **/Kconfig.board"),
  },
  {
    preset: "embedded",
    weight: 0.8,
    what: "ESP-IDF project",
    when: files(
      "**/sdkconfig **/sdkconfig.defaults* **/idf_component.yml **/partitions*.csv **/Kconfig.projbuild **/component.mk",
    ),
  },
  {
    preset: "embedded",
    weight: 0.8,
    what: "Arduino sketch or library",
    when: files("**/*.ino **/library.properties arduino-cli.yaml"),
  },
  {
    preset: "embedded",
    weight: 1,
    what: "Pico SDK",
    when: files("**/pico_sdk_import.cmake **/pico_extras_import*.cmake **/*.pio"),
  },
  {
    preset: "embedded",
    weight: 0.8,
    what: "project of a microcontroller toolchain",
    when: files(
      "**/*.{ioc,uvprojx,uvproj,ewp,ccsproject,syscfg} **/mbed_app.json **/mbed_lib.json **/.mbedignore nrfconnect* **/keymap.c **/rules.mk",
    ),
  },
  {
    preset: "embedded",
    weight: 0.6,
    what: "memory layout of a chip",
    when: files("**/memory.x **/*.{ld,icf,sct} **/{openocd.cfg,Embed.toml,probe-rs.toml}"),
  },
  {
    preset: "embedded",
    weight: 0.6,
    what: "real-time operating system",
    when: files("**/{FreeRTOSConfig.h,FreeRTOS.h,tx_user.h,rtconfig.h,lwipopts.h}", { alsoIn: ["example"] }),
  },
  {
    preset: "embedded",
    weight: 0.4,
    what: "start-up or port code in assembly",
    when: files("**/startup_*.{s,c} **/{portasm,port_asm,crt0,startup}.s **/port.c **/portmacro.h", { atLeast: 2 }),
  },
  {
    preset: "embedded",
    weight: 0.6,
    what: "listed among embedded software",
    when: states([
      "cargo.category:embedded",
      "cargo.category:hardware-support",
      "python.classifier:Topic :: Software Development :: Embedded Systems",
      "python.classifier:Topic :: System :: Hardware",
      "cargo.keyword:hal",
      "cargo.keyword:embedded",
      "cargo.keyword:embedded-hal-driver",
      "npm.keyword:arduino",
    ]),
  },
  { preset: "embedded", weight: 0.6, what: "circuit boards", when: files("**/*.{kicad_pcb,kicad_sch,brd,sch}") },
  { preset: "embedded", weight: 0.6, what: "hardware description", when: share("v sv vhd vhdl", 0.3, { files: 3 }) },
  {
    preset: "embedded",
    weight: 0.6,
    what: "program of a MicroPython or CircuitPython board",
    when: files("boot.py code.py **/boot.py **/lib/adafruit_*/**"),
  },
];

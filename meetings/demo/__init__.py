from meetings.demo.save import delete_demo, make_demo

__all__ = ["delete_demo", "make_demo"]
